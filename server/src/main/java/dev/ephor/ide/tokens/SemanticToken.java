package dev.ephor.ide.tokens;

import dev.ephor.text.Span;

/**
 * A word and what it is.
 *
 * @param span where it stands in the file; it never holds a line break
 * @param type what it is
 */
public record SemanticToken(Span span, TokenType type) {}
