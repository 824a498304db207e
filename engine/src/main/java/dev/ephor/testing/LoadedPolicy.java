package dev.ephor.testing;

import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * A policy that a test names.
 *
 * @param prepared ready to judge
 * @param refusal why the reference does not take it, such as for variables that background mode
 *     forbids; null for a policy that it takes. A refused policy judges nothing.
 */
public record LoadedPolicy(PreparedPolicy prepared, @Nullable String refusal) {

  public Policy policy() {
    return prepared.policy();
  }
}
