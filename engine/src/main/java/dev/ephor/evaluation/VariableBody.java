package dev.ephor.evaluation;

import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.variable.RuleVariables;
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
