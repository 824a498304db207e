package dev.ephor.policy;

import dev.ephor.value.MapValue;
import org.jspecify.annotations.Nullable;

/**
 * One of the {@code generate} of a GeneratingPolicy. It has either an expression or a template; a
 * policy is broken where it has both or none.
 *
 * @param node the clause
 * @param expression asks for what is to be created; null where it is absent or empty
 * @param template what is to be created; null where it is absent
 */
public record CelGeneration(
    MapValue node, @Nullable CelClause expression, @Nullable CelTemplate template) {}
