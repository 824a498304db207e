package dev.ephor.rule.custom;

import dev.ephor.text.Span;
import dev.ephor.value.Place;
import org.jspecify.annotations.Nullable;

/**
 * What speaks against an object, or against a rule.
 *
 * @param place where the object is wrong
 * @param clause the rule in the schema
 * @param within the offending part of the text at {@code place}; null for all of it
 * @param message what to show
 */
public record Breach(Place place, Place clause, @Nullable Span within, String message) {}
