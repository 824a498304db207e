package dev.ephor.rule;

import java.util.List;

/**
 * What one rule of a policy says of one resource. Names nodes, never spans.
 *
 * @param rule the rule's name as Kyverno reports it, auto-generated rules with their prefix
 * @param status the verdict
 * @param message the text that Kyverno reports, to the letter
 * @param action what a cluster would do about a failure
 * @param findings the reasons, the one that the message names first; never empty for FAIL and ERROR
 */
public record RuleOutcome(
    String rule, Status status, String message, Action action, List<Finding> findings) {

  /** {@code failureAction} as it holds for this resource's namespace. */
  public enum Action {
    AUDIT,
    ENFORCE
  }

  public RuleOutcome {
    findings = List.copyOf(findings);
  }
}
