package dev.ephor.cli.apply;

import dev.ephor.evaluation.PolicyEngine;
import dev.ephor.evaluation.Stage;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.Policy;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What a policy said of a resource in one stage.
 *
 * @param resource as the policy found it
 * @param left what the policy left of it: the whole object
 * @param outcomes one for each rule that has something to say
 * @param documents how often what a mutation left is written down
 */
record Response(
    Policy policy,
    Stage stage,
    Resource resource,
    MapValue left,
    List<RuleOutcome> outcomes,
    int documents) {

  /**
   * What a step of an admission comes to.
   *
   * @param left what it shows as left of the resource
   */
  static Response of(Policy policy, PolicyEngine.Step step, Resource left) {
    return new Response(
        policy,
        step.stage(),
        step.resource(),
        left.root(),
        step.answer().outcomes(),
        step.answer().documents());
  }

  /** Whether the policy's answer is a changed resource. */
  boolean mutates() {
    return stage == Stage.MUTATE;
  }

  /** Other resources as the policy leaves them. */
  List<MapValue> targets() {
    List<MapValue> targets = new ArrayList<>();
    for (RuleOutcome outcome : outcomes) {
      if (outcome.effect() instanceof Effect.MutatedTargets mutated) {
        targets.addAll(mutated.roots());
      }
    }
    return targets;
  }

  /** The resources that the policy creates. */
  List<MapValue> generated() {
    List<MapValue> generated = new ArrayList<>();
    for (RuleOutcome outcome : outcomes) {
      if (outcome.effect() instanceof Effect.Generated made) {
        generated.addAll(made.roots());
      }
    }
    return generated;
  }

  /** The resource's namespace, kind and name with slashes between. */
  String resourcePath() {
    String path =
        resource.namespace() + "/" + resource.type().kind() + "/" + ResourceNames.name(resource);
    return path.equals("//") ? "JSON payload" : path;
  }
}
