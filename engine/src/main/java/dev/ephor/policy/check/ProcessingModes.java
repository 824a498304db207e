package dev.ephor.policy.check;

import dev.ephor.value.Place;
import java.util.function.Consumer;

/** A policy must work at admission or in the background, and only validation can do without. */
final class ProcessingModes implements PolicyCheck {

  @Override
  public void check(PolicyView policy, Consumer<Finding> found) {
    var admission = policy.spec().child("admission");
    if (policy.admission() || admission == null) {
      return;
    }
    Place place = admission.place(Place.Part.KEY);
    if (!policy.background()) {
      found.accept(
          Finding.refusal(
              place,
              "never-applied",
              "with admission and background both off this policy is never applied",
              "disabling both admission and background processing is not allowed"));
    }
    if (policy.rules().stream()
        .anyMatch(rule -> rule.mutates() || rule.generates() || rule.verifies())) {
      found.accept(
          Finding.refusal(
              place,
              "admission-off",
              "admission can be off for validate rules only",
              "disabling admission processing is only allowed with validation policies"));
    }
  }
}
