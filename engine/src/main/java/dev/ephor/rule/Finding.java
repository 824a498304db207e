package dev.ephor.rule;

import dev.ephor.value.Place;

/**
 * One reason for an outcome, with both of its ends.
 *
 * @param manifest where in the resource: the offending value, or for something missing the key of
 *     its nearest existing ancestor
 * @param clause where in the policy: what demanded otherwise
 */
public record Finding(Place manifest, Place clause) {}
