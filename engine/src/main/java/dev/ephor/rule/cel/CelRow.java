package dev.ephor.rule.cel;

import dev.ephor.rule.Effect;
import dev.ephor.rule.Finding;
import dev.ephor.rule.Status;
import java.util.List;
import java.util.Map;

/**
 * What a policy that is written in CEL says of a resource: one row of a report.
 *
 * @param rule the rule's name in reports; empty where policies of this kind have none
 * @param status the verdict
 * @param message to the letter
 * @param findings the reasons
 * @param properties what a report says besides, by name
 * @param effect what the policy does besides judging
 */
public record CelRow(
    String rule,
    Status status,
    String message,
    List<Finding> findings,
    Map<String, String> properties,
    Effect effect) {

  public CelRow {
    findings = List.copyOf(findings);
    properties = Map.copyOf(properties);
  }

  /** A row that only judges; a pass has no reason. */
  static CelRow of(
      String rule, Status status, String message, Finding finding, Map<String, String> properties) {
    List<Finding> findings = status == Status.PASS ? List.of() : List.of(finding);
    return new CelRow(rule, status, message, findings, properties, Effect.NONE);
  }

  /** The same row of a policy that does this as well. */
  CelRow with(Effect does) {
    return new CelRow(rule, status, message, findings, properties, does);
  }
}
