package dev.ephor.ide.hover;

import dev.ephor.text.Span;

/**
 * What is to be known of a place.
 *
 * @param span what it is about, in the offsets of the file
 * @param markdown the text
 */
public record Hover(Span span, String markdown) {}
