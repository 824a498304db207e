package dev.ephor.evaluation;

import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.policy.ValidateCheck;
import dev.ephor.rule.Status;
import dev.ephor.rule.manifests.ManifestCheck;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Something in a rule that this build does not evaluate. Such a rule is skipped with a message that
 * says so; it never passes in silence.
 *
 * @param what in words
 * @param clause where it stands
 */
record Unevaluated(String what, Value clause) {

  String message() {
    return "not evaluated by this build: " + what;
  }

  /** Skips every resource, saying why. */
  RuleBodyJudge judge() {
    String message = message();
    Place place = clause.place(Place.Part.VALUE);
    return (trial, outcomes) -> outcomes.ofWhole(Status.SKIP, message, trial.resource(), place);
  }

  /**
   * The first thing in a rule that some resource may meet and that is not evaluated; null where all
   * of it is. What stands behind preconditions that never hold is no obstacle.
   */
  static @Nullable Unevaluated in(Rule rule) {
    Value preconditions = rule.preconditions();
    if (preconditions != null) {
      ConstantConditions tried = ConstantConditions.of(preconditions);
      if (tried.variable() == null && !tried.hold()) {
        return null;
      }
    }
    return inBody(rule);
  }

  /** What the rule does that is not evaluated; null where it can be. */
  private static @Nullable Unevaluated inBody(Rule rule) {
    RuleBody body = rule.body();
    if (body instanceof RuleBody.Validate validate) {
      return inCheck(validate.check());
    }
    return null;
  }

  private static @Nullable Unevaluated inCheck(ValidateCheck check) {
    if (check instanceof ValidateCheck.Manifests manifests) {
      Value beyond = ManifestCheck.beyond(manifests.node());
      return beyond == null ? null : new Unevaluated("validate.manifests with PGP keys", beyond);
    }
    return null;
  }
}
