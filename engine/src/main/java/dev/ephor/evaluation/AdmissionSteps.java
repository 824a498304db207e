package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of a resource through several policies, step by step: for whoever shows what each policy
 * left of it. The order is that of {@link PolicyEngine#admit}.
 */
public final class AdmissionSteps {

  private AdmissionSteps() {}

  /**
   * One policy's turn in one stage.
   *
   * @param policy its place among the policies
   * @param before the resource as the policy found it
   * @param answer what it said and left
   */
  public record Step(Stage stage, int policy, Resource before, PolicyAnswer answer) {}

  /** Admits a resource; policies without anything to do in a stage have no step there. */
  public static List<Step> of(
      List<PreparedPolicy> policies, Resource resource, Requests requests, Facts facts) {
    List<Step> steps = new ArrayList<>();
    Resource current = resource;
    for (Stage stage : Stage.IN_ORDER) {
      for (int i = 0; i < policies.size(); i++) {
        PreparedPolicy policy = policies.get(i);
        if (policy.acts(stage)) {
          AdmissionRequest request = requests.of(policy.policy(), current);
          PolicyAnswer answer = policy.run(stage, current, request, facts);
          steps.add(new Step(stage, i, current, answer));
          current = answer.resource();
        }
      }
    }
    return steps;
  }
}
