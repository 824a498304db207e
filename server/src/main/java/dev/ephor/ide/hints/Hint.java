package dev.ephor.ide.hints;

import dev.ephor.text.Span;

/**
 * A word behind a piece of text.
 *
 * @param span of what it stands behind
 * @param label such as {@code pass}, or {@code 2 pass, 1 fail}
 * @param tooltip the whole story, as plain text
 */
public record Hint(Span span, String label, String tooltip) {}
