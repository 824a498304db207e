package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.RuleOutcome.Action;
import dev.ephor.rule.Status;
import dev.ephor.rule.match.RuleMatcher;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.rule.validate.Conditions.Substitution;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A rule made ready to judge many resources. */
final class PreparedRule {

  private final Rule rule;
  private final Set<String> kinds;
  private final RuleMatcher matcher;
  private final FailureActions actions;
  private final RuleBodyJudge judge;
  private final RuleOutcomes audited;
  private final RuleOutcomes enforced;

  private PreparedRule(
      Rule rule,
      Set<String> kinds,
      RuleMatcher matcher,
      FailureActions actions,
      RuleBodyJudge judge) {
    this.rule = rule;
    this.kinds = kinds;
    this.matcher = matcher;
    this.actions = actions;
    this.judge = judge;
    this.audited = new RuleOutcomes(rule.name(), Action.AUDIT);
    this.enforced = new RuleOutcomes(rule.name(), Action.ENFORCE);
  }

  /**
   * Prepares a rule. Where that fails, the rule's outcomes are errors that say so.
   *
   * @param kinds the kinds of resources that the rule is asked about; empty for all
   */
  static PreparedRule of(KyvernoPolicy policy, Rule rule, Set<String> kinds, CrashHook hook) {
    return new PreparedRule(
        rule,
        kinds,
        RuleMatcher.of(rule, policy.namespace()),
        FailureActions.of(policy.spec(), rule),
        fencedJudge(policy, rule, hook));
  }

  private static RuleBodyJudge fencedJudge(KyvernoPolicy policy, Rule rule, CrashHook hook) {
    try {
      return judge(rule);
    } catch (RuntimeException | StackOverflowError crash) {
      hook.crashed(policy.qualifiedName(), rule.name(), crash);
      return (resource, outcomes) -> crashed(rule, outcomes, resource, crash);
    }
  }

  Rule rule() {
    return rule;
  }

  boolean mayMatch(GroupVersionKind type) {
    return concerns(type) && matcher.mayMatch(type);
  }

  private boolean concerns(GroupVersionKind type) {
    return kinds.isEmpty() || kinds.contains(type.kind());
  }

  /**
   * Judges a resource. A failure of the engine becomes an error outcome and goes to the hook.
   *
   * @return null where the rule does not concern the resource or has nothing to say
   */
  @Nullable RuleOutcome evaluate(
      Resource resource, AdmissionRequest request, Facts facts, String policy, CrashHook hook) {
    try {
      return concerns(resource.type()) && matcher.decide(resource, request, facts).matches()
          ? judge.judge(resource, outcomes(resource, facts))
          : null;
    } catch (CancellationException cancelled) {
      throw cancelled;
    } catch (RuntimeException | StackOverflowError crash) {
      hook.crashed(policy, rule.name(), crash);
      return crashed(rule, enforced, resource, crash);
    }
  }

  private static RuleOutcome crashed(
      Rule rule, RuleOutcomes outcomes, Resource resource, Throwable crash) {
    return outcomes.ofWhole(
        Status.ERROR,
        "internal error in Ephor: " + crash + "; please report it with the policy and resource",
        resource,
        rule.node().place(Place.Part.VALUE));
  }

  private RuleOutcomes outcomes(Resource resource, Facts facts) {
    return actions.forResource(resource, facts) == Action.ENFORCE ? enforced : audited;
  }

  /** The stages in the reference's order: context, preconditions, body. */
  private static RuleBodyJudge judge(Rule rule) {
    if (rule.body() instanceof RuleBody.None) {
      return RuleBodyJudge.SILENT;
    }
    Unevaluated context = Unevaluated.inContext(rule);
    Unevaluated early = context == null ? Unevaluated.inPreconditions(rule) : context;
    if (early != null) {
      return unevaluated(early);
    }
    RuleBodyJudge unmet = preconditions(rule.preconditions());
    if (unmet != null) {
      return unmet;
    }
    Unevaluated body = Unevaluated.inBody(rule);
    if (body != null) {
      return unevaluated(body);
    }
    return rule.body() instanceof RuleBody.Validate validate
        ? ValidateJudges.of(rule.name(), validate)
        : RuleBodyJudge.SILENT;
  }

  /** What constant preconditions that do not hold say of every resource; null where they hold. */
  private static @Nullable RuleBodyJudge preconditions(@Nullable Value preconditions) {
    if (preconditions == null) {
      return null;
    }
    Conditions.Result result = Conditions.evaluate(preconditions, Substitution.NONE);
    if (result instanceof Conditions.Failed failed) {
      String error = "failed to evaluate preconditions: " + failed.reason();
      return (resource, outcomes) ->
          outcomes.ofWhole(Status.ERROR, error, resource, failed.clause());
    }
    Conditions.Decided decided = (Conditions.Decided) result;
    Place clause =
        Objects.requireNonNullElse(decided.decisive(), preconditions.place(Place.Part.VALUE));
    return decided.holds()
        ? null
        : (resource, outcomes) ->
            outcomes.ofWhole(Status.SKIP, "preconditions not met", resource, clause);
  }

  private static RuleBodyJudge unevaluated(Unevaluated what) {
    Place clause = what.clause().place(Place.Part.VALUE);
    return (resource, outcomes) -> outcomes.ofWhole(Status.SKIP, what.message(), resource, clause);
  }
}
