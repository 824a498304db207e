package dev.ephor.evaluation;

import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code apply} prints of a policy with mutate rules and a resource, whether any rule matches
 * or not.
 *
 * @param policy the policy's number among the policies
 * @param name of the resource as it was given, by which files are named
 * @param root the object as the policy has left it; an empty map where it could not be changed
 * @param targets other objects that the policy has changed
 */
public record MutatedDocument(int policy, String name, MapValue root, List<MapValue> targets) {

  public MutatedDocument {
    targets = List.copyOf(targets);
  }

  /** The documents of an admission, in the order in which Kyverno prints them. */
  public static List<MutatedDocument> of(PolicyEngine.Admission admission) {
    List<MutatedDocument> documents = new ArrayList<>();
    for (PolicyEngine.Step step : admission.steps()) {
      if (step.stage() == Stage.MUTATE) {
        documents.add(
            new MutatedDocument(
                step.policy(),
                admission.steps().get(0).resource().name(),
                step.answer().resource().root(),
                targets(step.answer())));
      }
    }
    return List.copyOf(documents);
  }

  private static List<MapValue> targets(PolicyAnswer answer) {
    List<MapValue> targets = new ArrayList<>();
    for (RuleOutcome outcome : answer.outcomes()) {
      if (outcome.effect() instanceof Effect.MutatedTargets mutated) {
        targets.addAll(mutated.roots());
      }
    }
    return targets;
  }
}
