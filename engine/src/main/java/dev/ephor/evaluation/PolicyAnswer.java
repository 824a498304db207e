package dev.ephor.evaluation;

import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import java.util.List;

/**
 * What a policy says of a resource in one stage, and what it leaves of it.
 *
 * @param outcomes one for each rule that has something to say
 * @param resource the same object where nothing changed it
 */
public record PolicyAnswer(List<RuleOutcome> outcomes, Resource resource) {

  public PolicyAnswer {
    outcomes = List.copyOf(outcomes);
  }

  /** What the reference tells of it. */
  PolicyAnswer told() {
    return outcomes.stream().noneMatch(PolicyAnswer::isUntold)
        ? this
        : new PolicyAnswer(
            outcomes.stream().filter(outcome -> !isUntold(outcome)).toList(), resource);
  }

  private static boolean isUntold(RuleOutcome outcome) {
    return outcome.effect() instanceof Effect.Untold;
  }

  static PolicyAnswer nothing(Resource resource) {
    return new PolicyAnswer(List.of(), resource);
  }
}
