package dev.ephor.expression.jmespath;

import dev.ephor.text.Span;

/**
 * A token.
 *
 * @param text what it says: a name or string without quotes and escapes, a literal without
 *     backticks, otherwise as written
 * @param span where it is written, quotes included
 * @param place where the reference says it begins; for strings and literals after the quote
 */
record Token(TokenType type, String text, Span span, int place) {}
