package dev.ephor.policy.check;

import dev.ephor.text.Severity;
import dev.ephor.value.Place;
import org.jspecify.annotations.Nullable;

/**
 * Something that a check found.
 *
 * @param place where
 * @param severity an error when the reference would not take the policy
 * @param code a stable short name
 * @param message what is wrong and how to mend it, in our words
 * @param reference the reason the reference gives for refusing the policy; null when it takes it
 */
record Finding(
    Place place, Severity severity, String code, String message, @Nullable String reference) {

  /** The reference refuses the policy for this. */
  static Finding refusal(Place place, String code, String message, String reference) {
    return new Finding(place, Severity.ERROR, code, message, reference);
  }

  /** The reference takes the policy, and it does not do what it seems to say. */
  static Finding advice(Place place, String code, String message) {
    return new Finding(place, Severity.WARNING, code, message, null);
  }

  /** The same with other words of the reference. */
  Finding withReference(String words) {
    return new Finding(place, severity, code, message, words);
  }
}
