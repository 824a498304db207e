package dev.ephor.testing;

import dev.ephor.value.Place;

/**
 * Something about a test that its author should know.
 *
 * @param place where in the test document
 * @param code a stable short name such as {@code unknown-rule}
 * @param message what is wrong and how to mend it
 */
public record TestProblem(Place place, String code, String message) {}
