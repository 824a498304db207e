package dev.ephor.evaluation;

import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Effect;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.RuleOutcome.Action;
import dev.ephor.rule.Status;
import dev.ephor.rule.validate.ValidateMessages;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Map;

/** Makes outcomes of one rule under one failure action; the common ones are made once. */
final class RuleOutcomes {

  private final String rule;
  private final Action action;
  private final Map<String, String> properties;
  private final RuleOutcome passed;

  RuleOutcomes(String rule, Action action) {
    this(rule, action, Map.of());
  }

  RuleOutcomes(String rule, Action action, Map<String, String> properties) {
    this.rule = rule;
    this.action = action;
    this.properties = properties;
    this.passed = outcome(Status.PASS, ValidateMessages.passed(rule), List.of());
  }

  RuleOutcome passed() {
    return passed;
  }

  RuleOutcome passed(String message) {
    return outcome(Status.PASS, message, List.of());
  }

  RuleOutcome of(Status status, String message, Place manifest, Place clause) {
    return outcome(status, message, List.of(new Finding(manifest, clause)));
  }

  RuleOutcome of(Status status, String message, List<Finding> findings) {
    return outcome(status, message, findings);
  }

  /** An outcome of a rule that makes or changes documents. */
  RuleOutcome withEffect(Status status, String message, List<Finding> findings, Effect effect) {
    return new RuleOutcome(rule, status, message, action, findings, effect, properties);
  }

  /** An outcome of one reason. */
  RuleOutcome of(Status status, String message, Finding finding) {
    return outcome(status, message, List.of(finding));
  }

  /** An outcome that concerns the resource as such: shown at its kind. */
  RuleOutcome ofWhole(Status status, String message, Resource resource, Place clause) {
    return of(status, message, whole(resource), clause);
  }

  /** Where what concerns a resource as such is shown: at its kind. */
  static Place whole(Resource resource) {
    Value kind = resource.root().child("kind");
    return kind == null ? resource.root().place(Place.Part.KEY) : kind.place(Place.Part.VALUE);
  }

  private RuleOutcome outcome(Status status, String message, List<Finding> findings) {
    return withEffect(status, message, findings, Effect.NONE);
  }
}
