package dev.ephor.evaluation;

import dev.ephor.kubernetes.Resource;
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

  static PolicyAnswer nothing(Resource resource) {
    return new PolicyAnswer(List.of(), resource);
  }
}
