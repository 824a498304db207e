package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.UnevaluatedPolicy;

/** A policy of a kind that is not evaluated: it concerns nothing. */
record PreparedNothing(UnevaluatedPolicy policy) implements PreparedPolicy {

  @Override
  public int ruleCount() {
    return 0;
  }

  @Override
  public boolean mayMatch(GroupVersionKind type) {
    return false;
  }

  @Override
  public boolean acts(Stage stage) {
    return false;
  }

  @Override
  public PolicyAnswer run(Stage stage, Resource resource, AdmissionRequest request, Facts facts) {
    return PolicyAnswer.nothing(resource);
  }
}
