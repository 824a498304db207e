package dev.ephor.convert;

import dev.ephor.value.Place;

/**
 * A clause of a rule that has no counterpart in the policies that were made.
 *
 * @param rule the rule's name
 * @param where the clause
 * @param reason why, in a few words without names of this policy, so that reasons can be counted
 */
public record Unconverted(String rule, Place where, String reason) {}
