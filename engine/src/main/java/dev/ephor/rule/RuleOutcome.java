package dev.ephor.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one rule of a policy says of one resource. Names nodes, never spans.
 *
 * @param rule the rule's name as Kyverno reports it, auto-generated rules with their prefix
 * @param status the verdict
 * @param message the text that Kyverno reports, to the letter
 * @param action what a cluster would do about a failure
 * @param findings the reasons, the one that the message names first; never empty for FAIL and ERROR
 * @param effect what the rule does besides judging
 * @param properties what a report entry says besides, by name
 */
public record RuleOutcome(
    String rule,
    Status status,
    String message,
    Action action,
    List<Finding> findings,
    Effect effect,
    Map<String, String> properties) {

  /** {@code failureAction} as it holds for this resource's namespace. */
  public enum Action {
    AUDIT,
    ENFORCE
  }

  /** An outcome that only judges. */
  public RuleOutcome(
      String rule, Status status, String message, Action action, List<Finding> findings) {
    this(rule, status, message, action, findings, Effect.NONE, Map.of());
  }

  public RuleOutcome {
    findings = List.copyOf(findings);
  }

  /** This outcome with more properties, which win over those of the same name. */
  public RuleOutcome withProperties(Map<String, String> more) {
    if (more.isEmpty()) {
      return this;
    }
    Map<String, String> all = new LinkedHashMap<>(properties);
    all.putAll(more);
    return new RuleOutcome(
        rule, status, message, action, findings, effect, Collections.unmodifiableMap(all));
  }

  /** The same outcome with another effect. */
  public RuleOutcome with(Effect newEffect) {
    return new RuleOutcome(rule, status, message, action, findings, newEffect, properties);
  }
}
