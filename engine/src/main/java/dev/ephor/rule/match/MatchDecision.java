package dev.ephor.rule.match;

import dev.ephor.value.Place;

/**
 * Whether a rule concerns a resource, and what decided it.
 *
 * @param matches whether the rule concerns the resource
 * @param reason what decided
 * @param clause the filter or block that did
 */
public record MatchDecision(boolean matches, Reason reason, Place clause) {

  /**
   * What decided. Where several filters fail, the reason is that of the last one that was tried.
   */
  public enum Reason {
    /** Every condition holds. */
    MATCHED,
    /** A namespaced policy judges its own namespace only. */
    POLICY_NAMESPACE,
    /** A filter without any condition matches nothing. */
    EMPTY_FILTER,
    OPERATION,
    KIND,
    NAME,
    NAMESPACE,
    ANNOTATIONS,
    LABELS,
    NAMESPACE_LABELS,
    ROLES,
    CLUSTER_ROLES,
    SUBJECTS,
    /** The rule's match clause holds, and so does its exclude clause. */
    EXCLUDED
  }
}
