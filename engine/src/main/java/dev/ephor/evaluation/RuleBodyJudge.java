package dev.ephor.evaluation;

import dev.ephor.rule.RuleOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a rule, made ready. Matching and preconditions lie behind when it is asked. */
@FunctionalInterface
interface RuleBodyJudge {

  /** For rules that say nothing of any resource. */
  RuleBodyJudge SILENT = (trial, outcomes) -> null;

  /**
   * Judges a resource.
   *
   * @param outcomes makes the outcomes, with the action that holds for the resource
   * @return null when the rule has nothing to say
   */
  @Nullable RuleOutcome judge(Trial trial, RuleOutcomes outcomes);

  /** As {@link #judge}, for rules that may have more than one thing to say. */
  default List<RuleOutcome> judgeAll(Trial trial, RuleOutcomes outcomes) {
    RuleOutcome outcome = judge(trial, outcomes);
    return outcome == null ? List.of() : List.of(outcome);
  }
}
