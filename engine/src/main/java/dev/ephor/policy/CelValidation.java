package dev.ephor.policy;

import dev.ephor.value.MapValue;
import org.jspecify.annotations.Nullable;

/**
 * One of the validations of a policy or rule that are written in CEL.
 *
 * @param node the clause
 * @param expression what must be true
 * @param message what is said otherwise; empty for nothing
 * @param messageExpression computes the message; null when it is not computed
 * @param reason a reason for machines, such as {@code Invalid}; empty for none
 */
public record CelValidation(
    MapValue node,
    CelClause expression,
    String message,
    @Nullable CelClause messageExpression,
    String reason) {}
