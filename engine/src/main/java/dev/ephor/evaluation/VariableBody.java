package dev.ephor.evaluation;

import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.variable.RuleVariables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a rule that may ask for variables, made ready. */
@FunctionalInterface
interface VariableBody {

  /**
   * Judges a resource that the rule matches and whose preconditions hold.
   *
   * @return null when the rule has nothing to say
   */
  @Nullable RuleOutcome judge(RuleVariables variables, Trial trial, RuleOutcomes outcomes);

  /** As {@link #judge}, for rules that may have more than one thing to say. */
  default List<RuleOutcome> judgeAll(RuleVariables variables, Trial trial, RuleOutcomes outcomes) {
    RuleOutcome outcome = judge(variables, trial, outcomes);
    return outcome == null ? List.of() : List.of(outcome);
  }

  /** A body that asks for none. */
  static VariableBody of(RuleBodyJudge body) {
    return (variables, trial, outcomes) -> body.judge(trial, outcomes);
  }

  /** A body that is one check of the resource. */
  static VariableBody of(Check check) {
    return (variables, trial, outcomes) -> {
      Judgement judgement = check.judge(variables, trial.resource().root());
      return judgement == null
          ? null
          : outcomes.of(judgement.status(), judgement.message(), judgement.findings());
    };
  }
}
