package dev.ephor.expression.cel.value;

/**
 * A type as a value, such as {@code int} in {@code type(1) == int}.
 *
 * @param name its name in CEL
 */
public record TypeValue(String name) {}
