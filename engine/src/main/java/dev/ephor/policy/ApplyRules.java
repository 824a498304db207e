package dev.ephor.policy;

/** How many rules of a policy may decide about one resource. */
public enum ApplyRules {
  /** Every rule that matches. */
  ALL,
  /** Only the first rule that matches and passes or fails. */
  ONE
}
