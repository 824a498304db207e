package dev.ephor.workspace;

import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;

/**
 * Which rule says what of which resource.
 *
 * @param policy the policy's name, with its namespace before a slash for a namespaced policy
 * @param rule the rule's name
 * @param status the verdict
 * @param action what a cluster would do about a failure
 * @param apiVersion the resource's
 * @param kind the resource's
 * @param namespace the resource's, or empty
 * @param name the resource's
 */
public record Verdict(
    String policy,
    String rule,
    Status status,
    RuleOutcome.Action action,
    String apiVersion,
    String kind,
    String namespace,
    String name) {

  /** The resource in words, such as {@code Deployment shop/web}. */
  public String subject() {
    return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
