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
import dev.ephor.rule.Trace;
import dev.ephor.rule.TraceLog;
import dev.ephor.rule.match.MatchWords;
import dev.ephor.rule.match.RuleMatcher;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final @Nullable ExistingViolations violations;
  private final Stage stage;
  private final RuleOutcomes audited;
  private final RuleOutcomes enforced;

  private PreparedRule(
      Rule rule,
      Set<String> kinds,
      RuleMatcher matcher,
      FailureActions actions,
      RuleBodyJudge judge,
      @Nullable ExistingViolations violations,
      Stage stage) {
    this.rule = rule;
    this.kinds = kinds;
    this.matcher = matcher;
    this.actions = actions;
    this.judge = judge;
    this.violations = violations;
    this.stage = stage;
    this.audited = new RuleOutcomes(rule.name(), Action.AUDIT, properties(rule));
    this.enforced = new RuleOutcomes(rule.name(), Action.ENFORCE, properties(rule));
  }

  /**
   * Prepares a rule. Where that fails, the rule's outcomes are errors that say so.
   *
   * @param kinds the kinds of resources that the rule is asked about; empty for all
   * @param exemptions from the policy's rules
   */
  static PreparedRule of(
      KyvernoPolicy policy,
      Rule rule,
      Set<String> kinds,
      Exemptions exemptions,
      CrashHook.OfPolicy hook) {
    return new PreparedRule(
        rule,
        kinds,
        RuleMatcher.of(rule, policy.namespace()),
        FailureActions.of(policy.spec(), rule),
        fencedJudge(policy, rule, exemptions, hook),
        ExistingViolations.of(policy.spec(), rule),
        Stage.of(rule.body()));
  }

  /** What the rule's author wants to see in reports. */
  private static Map<String, String> properties(Rule rule) {
    MapValue written = rule.reportProperties();
    Map<String, String> properties = new LinkedHashMap<>();
    if (written != null) {
      for (String key : written.keys()) {
        String text = written.string(key);
        if (text != null) {
          properties.put(key, text);
        }
      }
    }
    return Collections.unmodifiableMap(properties);
  }

  private static RuleBodyJudge fencedJudge(
      KyvernoPolicy policy, Rule rule, Exemptions exemptions, CrashHook.OfPolicy hook) {
    try {
      return judge(policy, rule, exemptions);
    } catch (RuntimeException | StackOverflowError crash) {
      hook.crashed(rule.name(), crash);
      return (trial, outcomes) -> crashed(rule, outcomes, trial.resource(), crash);
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

  /** The same rule as it checks, in a later stage, what it verified; null where it does not. */
  @Nullable PreparedRule check(String policyNamespace, Exemptions exemptions) {
    ImagesCheck check = ImagesCheck.of(policyNamespace, rule, exemptions);
    return check == null
        ? null
        : new PreparedRule(rule, kinds, matcher, actions, check, null, Stage.VALIDATE);
  }

  /**
   * Judges a resource. A failure of the engine becomes an error outcome and goes to the hook.
   *
   * @return empty where the rule does not concern the resource or has nothing to say
   */
  List<RuleOutcome> evaluate(Trial trial, CrashHook.OfPolicy hook) {
    Resource resource = trial.resource();
    try {
      if (!concerns(trial.request().type(resource))
          || !matcher.decide(resource, trial.request(), trial.facts()).matches()) {
        return List.of();
      }
      RuleOutcomes made = outcomes(resource, trial.facts());
      List<RuleOutcome> said = judge.judgeAll(trial, made);
      return violations == null ? said : violations.forgive(said, trial, matcher, judge, made);
    } catch (CancellationException cancelled) {
      throw cancelled;
    } catch (RuntimeException | StackOverflowError crash) {
      hook.crashed(rule.name(), crash);
      return List.of(crashed(rule, enforced, resource, crash));
    }
  }

  /** Why the rule says what it says of a resource. Constant parts are tried anew to be told of. */
  RuleExplanation explain(
      KyvernoPolicy policy, Resource resource, AdmissionRequest request, Facts facts) {
    TraceLog log = new TraceLog();
    boolean matches = matches(resource, request, facts, log);
    List<RuleOutcome> said = List.of();
    if (matches) {
      RuleOutcomes made = outcomes(resource, facts);
      try {
        RuleBodyJudge telling = stage == Stage.of(rule.body()) ? told(policy, rule) : judge;
        Trial trial = new Trial(resource, request, facts, Detail.REASONS, log);
        said = telling.judgeAll(trial, made);
        if (violations != null) {
          said = violations.forgive(said, trial, matcher, telling, made);
        }
      } catch (RuntimeException | StackOverflowError crash) {
        said = List.of(crashed(rule, made, resource, crash));
      }
    }
    log.close(Trace.Answer.ERROR, "");
    return new RuleExplanation(rule.name(), matches, rule.node(), log, said);
  }

  private boolean matches(Resource resource, AdmissionRequest request, Facts facts, Trace trace) {
    GroupVersionKind type = request.type(resource);
    if (concerns(type)) {
      return matcher.decide(resource, request, facts, trace).matches();
    }
    trace.add(
        new Trace.Filtered(
            rule.node().place(Place.Part.VALUE),
            "kinds that auto-generation leaves to this rule",
            ListValue.of(kinds.stream().sorted().<Value>map(Scalar::of).toList(), Source.NONE, 0),
            MatchWords.type(type, request.subresource()),
            false));
    return false;
  }

  /** The same judgement as {@link #judge}, with nothing decided ahead. */
  private static RuleBodyJudge told(KyvernoPolicy policy, Rule rule) {
    Exemptions exemptions = new Exemptions(policy.qualifiedName());
    if (rule.body() instanceof RuleBody.VerifyImages images) {
      return VerifyImagesJudge.of(policy, rule, images, exemptions);
    }
    VariableBody body = RuleBodies.told(policy, rule, exemptions);
    return new VariableJudge(policy.namespace(), rule, rule.preconditions(), body);
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
  private static RuleBodyJudge judge(KyvernoPolicy policy, Rule rule, Exemptions exemptions) {
    if (rule.body() instanceof RuleBody.None) {
      return RuleBodyJudge.SILENT;
    } else if (rule.body() instanceof RuleBody.VerifyImages images) {
      return VerifyImagesJudge.of(policy, rule, images, exemptions);
    }
    Value preconditions = rule.preconditions();
    boolean asked =
        preconditions != null && ConstantConditions.of(preconditions).variable() != null;
    RuleBodyJudge early = asked ? null : beforeBody(rule);
    if (early != null) {
      return early;
    }
    Value open = asked ? preconditions : null;
    VariableBody body = RuleBodies.of(policy, rule, exemptions);
    if (body != null) {
      return new VariableJudge(policy.namespace(), rule, open, body);
    }
    RuleBodyJudge constant = constantBody(rule);
    return open == null
        ? exemptions.around(rule, constant)
        : new VariableJudge(
            policy.namespace(), rule, open, exemptions.around(rule, VariableBody.of(constant)));
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
      String error = PreconditionWords.of(rule.body()).failed(failed.reason());
      return (trial, outcomes) ->
          outcomes.ofWhole(Status.ERROR, error, trial.resource(), failed.clause());
    }
    Conditions.Decided decided = (Conditions.Decided) tried.result();
    Place clause =
        Objects.requireNonNullElse(decided.decisive(), preconditions.place(Place.Part.VALUE));
    String notMet = PreconditionWords.of(rule.body()).notMet(decided.message());
    return decided.holds()
        ? null
        : (trial, outcomes) -> outcomes.ofWhole(Status.SKIP, notMet, trial.resource(), clause);
  }
}
