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
import dev.ephor.rule.validate.ValidateMessages;
import dev.ephor.value.ListValue;
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
  private final Stage stage;
  private final @Nullable RuleBodyJudge afterChange;
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
    this.stage = Stage.of(rule.body());
    this.afterChange = afterChange(rule);
    this.audited = new RuleOutcomes(rule.name(), Action.AUDIT);
    this.enforced = new RuleOutcomes(rule.name(), Action.ENFORCE);
  }

  /**
   * Prepares a rule. Where that fails, the rule's outcomes are errors that say so.
   *
   * @param kinds the kinds of resources that the rule is asked about; empty for all
   */
  static PreparedRule of(
      KyvernoPolicy policy, Rule rule, Set<String> kinds, CrashHook.OfPolicy hook) {
    return new PreparedRule(
        rule,
        kinds,
        RuleMatcher.of(rule, policy.namespace()),
        FailureActions.of(policy.spec(), rule),
        fencedJudge(rule, hook));
  }

  private static RuleBodyJudge fencedJudge(Rule rule, CrashHook.OfPolicy hook) {
    try {
      return judge(rule);
    } catch (RuntimeException | StackOverflowError crash) {
      hook.crashed(rule.name(), crash);
      return (resource, request, outcomes) -> crashed(rule, outcomes, resource, crash);
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

  Stage stage() {
    return stage;
  }

  /**
   * What later rules say of a resource that this rule changes in ways which this build does not
   * evaluate; null where it changes nothing.
   */
  @Nullable RuleBodyJudge afterChange() {
    return afterChange;
  }

  /** A mutation of other, existing resources does not change the one that is judged. */
  private static @Nullable RuleBodyJudge afterChange(Rule rule) {
    boolean changes =
        rule.body() instanceof RuleBody.Mutate mutate
            && !mutate.node().containsKey("targets")
            && Unevaluated.always(rule) != null;
    return changes
        ? new Unevaluated("what follows mutate rule '" + rule.name() + "'", rule.body().node())
            .judge()
        : null;
  }

  /**
   * Judges a resource. A failure of the engine becomes an error outcome and goes to the hook.
   *
   * @param instead what judges in place of the body, unless it mutates; null for the body itself
   * @return null where the rule does not concern the resource or has nothing to say
   */
  @Nullable RuleOutcome evaluate(
      Resource resource,
      AdmissionRequest request,
      Facts facts,
      @Nullable RuleBodyJudge instead,
      CrashHook.OfPolicy hook) {
    try {
      if (!concerns(resource.type()) || !matcher.decide(resource, request, facts).matches()) {
        return null;
      }
      boolean replaceable = stage != Stage.MUTATE && judge != RuleBodyJudge.SILENT;
      RuleBodyJudge judging = instead != null && replaceable ? instead : judge;
      return judging.judge(resource, request, outcomes(resource, facts));
    } catch (CancellationException cancelled) {
      throw cancelled;
    } catch (RuntimeException | StackOverflowError crash) {
      hook.crashed(rule.name(), crash);
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

  /**
   * The stages in the reference's order: preconditions, body. Context entries are no stage: they
   * are loaded when a variable asks for them.
   */
  private static RuleBodyJudge judge(Rule rule) {
    if (rule.body() instanceof RuleBody.None) {
      return RuleBodyJudge.SILENT;
    }
    ListValue cel = rule.celPreconditions();
    Unevaluated unevaluated = Unevaluated.always(rule);
    if (unevaluated != null && cel != null && !cel.isEmpty()) {
      return unevaluated.judge();
    }
    Value preconditions = rule.preconditions();
    boolean open = preconditions != null && ConstantConditions.of(preconditions).variable() != null;
    RuleBodyJudge early = open ? null : beforeBody(rule);
    if (early != null) {
      return early;
    }
    if (unevaluated == null
        && rule.body() instanceof RuleBody.Validate validate
        && VariableJudge.concerns(validate)) {
      return VariableJudge.of(rule, open ? preconditions : null, validate);
    }
    RuleBodyJudge body = unevaluated != null ? unevaluated.judge() : constantBody(rule);
    return open && preconditions != null ? VariableJudge.before(rule, preconditions, body) : body;
  }

  private static RuleBodyJudge constantBody(Rule rule) {
    return rule.body() instanceof RuleBody.Validate validate
        ? ValidateJudges.of(rule.name(), validate)
        : RuleBodyJudge.SILENT;
  }

  /** What preconditions say of every resource; null where they hold. */
  private static @Nullable RuleBodyJudge beforeBody(Rule rule) {
    Value preconditions = rule.preconditions();
    if (preconditions == null) {
      return null;
    }
    ConstantConditions tried = ConstantConditions.of(preconditions);
    if (tried.result() instanceof Conditions.Failed failed) {
      String error = "failed to evaluate preconditions: " + failed.reason();
      return (resource, request, outcomes) ->
          outcomes.ofWhole(Status.ERROR, error, resource, failed.clause());
    }
    Conditions.Decided decided = (Conditions.Decided) tried.result();
    Place clause =
        Objects.requireNonNullElse(decided.decisive(), preconditions.place(Place.Part.VALUE));
    String notMet = ValidateMessages.notMet(decided.message());
    return decided.holds()
        ? null
        : (resource, request, outcomes) -> outcomes.ofWhole(Status.SKIP, notMet, resource, clause);
  }
}
