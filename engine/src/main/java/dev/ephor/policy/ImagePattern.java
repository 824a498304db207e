package dev.ephor.policy;

import dev.ephor.value.MapValue;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code matchImageReferences}: which images are meant.
 *
 * @param node the entry
 * @param glob a pattern; empty for none
 * @param expression decides about {@code ref}, where there is no pattern; null for none
 */
public record ImagePattern(MapValue node, String glob, @Nullable CelClause expression) {}
