package dev.ephor.text;

/**
 * The replacement of one span of a text.
 *
 * @param span what is replaced; empty for an insertion
 * @param replacement what stands there afterwards; empty for a deletion
 */
public record TextEdit(Span span, String replacement) {}
