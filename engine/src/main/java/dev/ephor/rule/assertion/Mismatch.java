package dev.ephor.rule.assertion;

import dev.ephor.value.Place;

/**
 * Something that is not as asserted.
 *
 * @param message the reference's words
 * @param manifest where it is, or would be
 * @param clause what asserts it
 */
public record Mismatch(String message, Place manifest, Place clause) {}
