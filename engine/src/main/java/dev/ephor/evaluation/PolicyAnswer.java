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
 * @param documents how often the reference's {@code apply} writes the resource down when the stage
 *     is that of mutations, for it does so for some policies that do not match
 */
public record PolicyAnswer(List<RuleOutcome> outcomes, Resource resource, int documents) {

  public PolicyAnswer {
    outcomes = List.copyOf(outcomes);
  }

  /** An answer that the reference writes down once. */
  public PolicyAnswer(List<RuleOutcome> outcomes, Resource resource) {
    this(outcomes, resource, 1);
  }

  /** What the reference has of it: an answer of which it tells nothing it does not have. */
  PolicyAnswer told() {
    List<RuleOutcome> told =
        outcomes.stream().filter(outcome -> !(outcome.effect() instanceof Effect.Untold)).toList();
    return told.size() == outcomes.size()
        ? this
        : new PolicyAnswer(told, resource, told.isEmpty() ? 0 : documents);
  }

  static PolicyAnswer nothing(Resource resource) {
    return new PolicyAnswer(List.of(), resource);
  }
}
