package dev.ephor.policy.check;

import dev.ephor.value.MapValue;
import java.util.Optional;

/**
 * Whether the reference takes a policy that it could decode. What it refuses stands under {@code
 * Policies Skipped:} and is not applied.
 */
public final class PolicyAdmission {

  private PolicyAdmission() {}

  /**
   * Why the reference refuses this policy, to the letter; empty for a policy that it takes, and for
   * kinds other than ClusterPolicy and Policy.
   *
   * @param document a ClusterPolicy or Policy, rules as written (without generated ones)
   */
  public static Optional<String> refusal(MapValue document) {
    if (!PolicyView.applies(document)) {
      return Optional.empty();
    }
    PolicyView policy = new PolicyView(document);
    for (Stage stage : PolicyChecks.stages()) {
      Optional<String> reason = stage.refusal(policy);
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }
}
