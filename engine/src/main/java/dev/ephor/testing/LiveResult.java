package dev.ephor.testing;

import dev.ephor.text.Span;

/**
 * A result of a test and where it stands.
 *
 * @param span in the test's file: the name of the resource, or else the expected result
 * @param row the result
 */
public record LiveResult(Span span, ResultRow row) {}
