package dev.ephor.policy;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.value.Place;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a policy itself.
 *
 * @param place where
 * @param within which part of the decoded text of the scalar at that place, in UTF-16 units; null
 *     for all of it
 * @param severity how bad it is
 * @param code a stable short name such as {@code unknown-field}
 * @param message what is wrong and how to mend it
 */
public record PolicyProblem(
    Place place, @Nullable Span within, Severity severity, String code, String message) {

  /** A problem of all that stands at a place. */
  public PolicyProblem(Place place, Severity severity, String code, String message) {
    this(place, null, severity, code, message);
  }
}
