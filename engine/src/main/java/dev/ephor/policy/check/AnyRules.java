package dev.ephor.policy.check;

import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.function.Consumer;

/** A policy without rules is taken and does nothing. */
final class AnyRules implements PolicyCheck {

  @Override
  public void check(PolicyView policy, Consumer<Finding> found) {
    Value spec = policy.document().child("spec");
    if (spec != null && policy.rules().isEmpty()) {
      Value rules = policy.spec().child("rules");
      found.accept(
          Finding.advice(
              (rules == null ? spec : rules).place(Place.Part.KEY),
              "no-rules",
              "this policy has no rules and does nothing: add one under rules"));
    }
  }
}
