package dev.ephor.policy;

/** What a cluster does about a resource that fails a rule. */
public enum FailureAction {
  /** It is admitted and reported. */
  AUDIT,
  /** It is refused. */
  ENFORCE
}
