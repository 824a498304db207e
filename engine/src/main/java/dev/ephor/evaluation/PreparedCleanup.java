package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.CleanupPolicy;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.RuleOutcome.Action;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.rule.TraceLog;
import dev.ephor.rule.match.MatchDecision;
import dev.ephor.rule.match.RuleMatcher;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.rule.variable.ContextEntry;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.Place;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A cleanup policy made ready. Of every resource it says whether it would be deleted (a pass) or
 * kept (a failure), under its own name, as the reference does.
 */
final class PreparedCleanup implements PreparedPolicy {

  private static final String MATCHED = "resource matched";
  private static final String NOT_MATCHED = "resource did not match";

  private final CleanupPolicy policy;
  private final RuleMatcher matcher;
  private final List<ContextEntry> context;
  private final @Nullable VariableConditions conditions;
  private final RuleVariables.Asker asker;
  private final RuleOutcomes outcomes;
  private final CrashHook.OfPolicy hook;

  private PreparedCleanup(CleanupPolicy policy, CrashHook.OfPolicy hook) {
    this.policy = policy;
    this.matcher = RuleMatcher.of(asRule(policy), policy.namespace());
    this.context = ContextEntry.read(policy.context());
    this.conditions =
        policy.conditions() == null ? null : VariableConditions.of(policy.conditions());
    this.asker = new RuleVariables.Asker(policy.namespace(), policy.name());
    this.outcomes = new RuleOutcomes(policy.name(), Action.AUDIT);
    this.hook = hook;
  }

  static PreparedPolicy of(CleanupPolicy policy, CrashHook.OfPolicy hook) {
    return new PreparedCleanup(policy, hook);
  }

  private static Rule asRule(CleanupPolicy policy) {
    return new Rule(
        policy.document(),
        policy.name(),
        policy.match(),
        policy.exclude(),
        policy.context(),
        policy.conditions(),
        null,
        null,
        false,
        new RuleBody.None(policy.document()));
  }

  @Override
  public CleanupPolicy policy() {
    return policy;
  }

  @Override
  public int ruleCount() {
    return 1;
  }

  /** What it does not match it says too. */
  @Override
  public boolean mayMatch(GroupVersionKind type) {
    return true;
  }

  @Override
  public boolean acts(Stage stage) {
    return stage == Stage.CLEAN_UP;
  }

  @Override
  public PolicyAnswer run(Stage stage, Resource resource, AdmissionRequest request, Facts facts) {
    return acts(stage)
        ? new PolicyAnswer(List.of(fenced(resource, request, facts)), resource)
        : PolicyAnswer.nothing(resource);
  }

  private RuleOutcome fenced(Resource resource, AdmissionRequest request, Facts facts) {
    try {
      return judge(resource, request, facts, Trace.OFF);
    } catch (CancellationException cancelled) {
      throw cancelled;
    } catch (RuntimeException | StackOverflowError crash) {
      hook.crashed(policy.name(), crash);
      return outcomes.ofWhole(
          Status.ERROR,
          "internal error in Ephor: " + crash + "; please report it with the policy and resource",
          resource,
          policy.document().place(Place.Part.VALUE));
    }
  }

  @Override
  public List<RuleExplanation> explain(
      Stage stage, Resource resource, AdmissionRequest request, Facts facts) {
    if (!acts(stage)) {
      return List.of();
    }
    TraceLog log = new TraceLog();
    RuleOutcome said;
    try {
      said = judge(resource, request, facts, log);
    } catch (RuntimeException | StackOverflowError crash) {
      said = fenced(resource, request, facts);
    }
    log.close(Trace.Answer.ERROR, "");
    return List.of(new RuleExplanation(policy.name(), true, policy.document(), log, List.of(said)));
  }

  private RuleOutcome judge(Resource resource, AdmissionRequest request, Facts facts, Trace trace) {
    MatchDecision decision = matcher.decide(resource, request, facts, trace);
    if (!decision.matches()) {
      return outcomes.ofWhole(Status.FAIL, NOT_MATCHED, resource, decision.clause());
    }
    if (conditions == null) {
      return outcomes.passed(MATCHED);
    }
    RuleVariables variables =
        RuleVariables.of(asker, resource, request, facts, context, trace)
            .with("target", resource.root());
    VariableConditions.Tried tried = conditions.tryWith(variables, Trace.Step.CONDITIONS);
    if (tried.result() instanceof Conditions.Failed failed) {
      return outcomes.ofWhole(Status.ERROR, failed.reason(), resource, failed.clause());
    }
    Conditions.Decided decided = (Conditions.Decided) tried.result();
    if (decided.holds()) {
      return outcomes.passed(MATCHED);
    }
    Place clause =
        Objects.requireNonNullElse(
            decided.decisive(), conditions.written().place(Place.Part.VALUE));
    Place found = tried.decisive(resource.root().source(), clause);
    return outcomes.of(
        Status.FAIL, NOT_MATCHED, found == null ? RuleOutcomes.whole(resource) : found, clause);
  }
}
