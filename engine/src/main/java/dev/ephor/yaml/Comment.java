package dev.ephor.yaml;

import dev.ephor.text.Span;

/**
 * A comment from its {@code #} to the end of its line.
 *
 * @param span where it stands, counted from the start of the document
 */
public record Comment(Span span) {}
