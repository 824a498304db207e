package dev.ephor.policy;

/** What a cluster does about a resource when a policy cannot be asked. */
public enum FailurePolicy {
  /** It is admitted. */
  IGNORE,
  /** It is refused. */
  FAIL
}
