package dev.ephor.expression.cel;

import org.jspecify.annotations.Nullable;

/**
 * An evaluation of which every part was heard.
 *
 * @param result what came of it
 * @param root the parts; null where they cannot be told
 * @param cut how many evaluations of parts are left out for being too many
 */
public record CelTrace(CelResult result, @Nullable CelStep root, int cut) {}
