package dev.ephor.evaluation;

/**
 * Told of a failure of the engine itself inside one rule. The rule's outcome is an error then, and
 * every other rule is evaluated as if nothing had happened.
 */
@FunctionalInterface
public interface CrashHook {

  /** Whoever does not care. The cause is in the outcome's message all the same. */
  CrashHook IGNORE = (policy, rule, cause) -> {};

  /**
   * @param policy the policy's name, with its namespace where it has one
   * @param rule the rule's name
   * @param cause what was thrown, with its stack trace
   */
  void crashed(String policy, String rule, Throwable cause);

  /** This hook for the rules of one policy. */
  default OfPolicy of(String policy) {
    return (rule, cause) -> crashed(policy, rule, cause);
  }

  /** A hook that knows the policy. */
  @FunctionalInterface
  interface OfPolicy {
    void crashed(String rule, Throwable cause);
  }
}
