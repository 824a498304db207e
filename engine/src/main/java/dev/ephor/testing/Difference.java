package dev.ephor.testing;

import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * One place at which an expected and an actual document differ.
 *
 * @param path such as {@code spec.containers[0].image}; empty for the whole document
 * @param expected null where nothing is expected
 * @param actual null where there is nothing
 */
public record Difference(String path, @Nullable Value expected, @Nullable Value actual) {}
