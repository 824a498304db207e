package dev.ephor.policy;

import dev.ephor.text.Severity;
import dev.ephor.value.Place;

/**
 * Something wrong with a policy itself.
 *
 * @param place where
 * @param severity how bad it is
 * @param code a stable short name such as {@code unknown-field}
 * @param message what is wrong and how to mend it
 */
public record PolicyProblem(Place place, Severity severity, String code, String message) {}
