package dev.ephor.evaluation;

import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.Rule;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.rule.variable.ContextEntry;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A rule with variables in its preconditions, check or message. */
final class VariableJudge implements RuleBodyJudge {

  private final Rule rule;
  private final RuleVariables.Asker asker;
  private final List<ContextEntry> context;
  private final @Nullable VariableConditions preconditions;
  private final VariableBody body;

  /**
   * @param policyNamespace the namespace to which the rule's policy is confined; empty for none
   * @param preconditions what must hold first; null for nothing, or when it is known to hold
   */
  VariableJudge(
      String policyNamespace, Rule rule, @Nullable Value preconditions, VariableBody body) {
    this.rule = rule;
    this.asker = new RuleVariables.Asker(policyNamespace, rule.name());
    this.context = ContextEntry.read(rule.context());
    this.preconditions = preconditions == null ? null : VariableConditions.of(preconditions);
    this.body = body;
  }

  @Override
  public @Nullable RuleOutcome judge(Trial trial, RuleOutcomes outcomes) {
    List<RuleOutcome> all = judgeAll(trial, outcomes);
    return all.isEmpty() ? null : all.get(0);
  }

  @Override
  public List<RuleOutcome> judgeAll(Trial trial, RuleOutcomes outcomes) {
    RuleVariables variables = variables(trial);
    RuleOutcome early = beforeBody(variables, trial, outcomes);
    return early == null ? body.judgeAll(variables, trial, outcomes) : List.of(early);
  }

  /** What there is to ask for. */
  RuleVariables variables(Trial trial) {
    return RuleVariables.of(
        asker, trial.resource(), trial.request(), trial.facts(), context, trial.trace());
  }

  /** What preconditions say; null where they hold. */
  @Nullable RuleOutcome beforeBody(RuleVariables variables, Trial trial, RuleOutcomes outcomes) {
    if (preconditions == null) {
      return null;
    }
    Resource resource = trial.resource();
    VariableConditions.Tried tried = preconditions.tryWith(variables, Trace.Step.PRECONDITIONS);
    if (tried.result() instanceof Conditions.Failed failed) {
      return outcomes.ofWhole(
          Status.ERROR,
          PreconditionWords.of(rule.body()).failed(failed.reason()),
          resource,
          failed.clause());
    }
    Conditions.Decided decided = (Conditions.Decided) tried.result();
    if (decided.holds()) {
      return null;
    }
    Place clause =
        Objects.requireNonNullElse(
            decided.decisive(), preconditions.written().place(Place.Part.VALUE));
    Place found = tried.decisive(resource.root().source(), clause);
    return outcomes.of(
        Status.SKIP,
        PreconditionWords.of(rule.body()).notMet(decided.message()),
        found == null ? RuleOutcomes.whole(resource) : found,
        clause);
  }
}
