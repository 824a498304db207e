package dev.ephor.text;

/**
 * A place as editors name it.
 *
 * @param line from 0
 * @param character from 0, counted in the units of a {@link PositionEncoding}
 */
public record Position(int line, int character) {}
