package dev.ephor.rule.cel;

import dev.ephor.rule.Effect;
import dev.ephor.rule.Finding;
import dev.ephor.rule.Status;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a policy that is written in CEL says of a resource: one row of a report.
 *
 * @param rule the rule's name in reports; empty where policies of this kind have none
 * @param status the verdict
 * @param message to the letter
 * @param findings the reasons
 * @param properties what a report says besides, by name
 * @param effect what the policy does besides judging
 * @param closer finds the one reason more closely; null where it is known as closely as can be
 */
public record CelRow(
    String rule,
    Status status,
    String message,
    List<Finding> findings,
    Map<String, String> properties,
    Effect effect,
    @Nullable Supplier<Finding> closer) {

  public CelRow {
    findings = List.copyOf(findings);
    properties = Map.copyOf(properties);
  }

  /** A row whose reasons are known. */
  public CelRow(
      String rule,
      Status status,
      String message,
      List<Finding> findings,
      Map<String, String> properties,
      Effect effect) {
    this(rule, status, message, findings, properties, effect, null);
  }

  /** A row that only judges; a pass has no reason. */
  static CelRow of(
      String rule, Status status, String message, Reason reason, Map<String, String> properties) {
    return status == Status.PASS
        ? new CelRow(rule, status, message, List.of(), properties, Effect.NONE)
        : new CelRow(
            rule,
            status,
            message,
            List.of(reason.whole()),
            properties,
            Effect.NONE,
            reason.closer());
  }

  /** A row that only judges; a pass has no reason. */
  static CelRow of(
      String rule, Status status, String message, Finding finding, Map<String, String> properties) {
    return of(rule, status, message, new Reason(finding), properties);
  }

  /** The same row with the reason as close as it can be known; costs several evaluations. */
  CelRow closely() {
    return closer == null
        ? this
        : new CelRow(rule, status, message, List.of(closer.get()), properties, effect);
  }

  /** The same row of a policy that does this as well. */
  CelRow with(Effect does) {
    return new CelRow(rule, status, message, findings, properties, does, closer);
  }
}
