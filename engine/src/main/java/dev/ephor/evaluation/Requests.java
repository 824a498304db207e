package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.Policy;

/** The circumstances under which each policy judges a resource. */
@FunctionalInterface
public interface Requests {

  /**
   * The request that a policy sees.
   *
   * @param resource as earlier policies have left it
   */
  AdmissionRequest of(Policy policy, Resource resource);
}
