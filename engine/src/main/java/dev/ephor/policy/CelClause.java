package dev.ephor.policy;

import dev.ephor.value.Value;

/**
 * A CEL expression with a name, as match conditions, variables and audit annotations have.
 *
 * @param name how others or a report call it
 * @param expression the text
 * @param node where the text stands
 */
public record CelClause(String name, String expression, Value node) {}
