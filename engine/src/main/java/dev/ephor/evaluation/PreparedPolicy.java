package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.Policy;
import dev.ephor.rule.RuleOutcome;
import java.util.List;

/** A policy made ready to judge many resources: auto-generated rules added, patterns compiled. */
public final class PreparedPolicy {

  private final Policy policy;

  private PreparedPolicy(Policy policy) {
    this.policy = policy;
  }

  public static PreparedPolicy of(Policy policy) {
    return new PreparedPolicy(policy);
  }

  public Policy policy() {
    return policy;
  }

  /**
   * Whether some rule could match a resource of this type; false is certain, true is not. Callers
   * use it as an index, so that pairs that cannot match cost nothing.
   */
  public boolean mayMatch(GroupVersionKind type) {
    return true;
  }

  /**
   * Judges a resource.
   *
   * @return an outcome for each rule that matches, in the order in which Kyverno reports them;
   *     empty when none does
   */
  public List<RuleOutcome> evaluate(Resource resource, AdmissionRequest request, Facts facts) {
    return List.of();
  }
}
