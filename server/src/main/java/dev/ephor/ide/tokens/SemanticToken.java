package dev.ephor.ide.tokens;

import dev.ephor.text.Span;

/**
 * A word and what it is.
 *
 * @param span where it stands in the file; it never holds a line break
 * @param type what it is
 */
public record SemanticToken(Span span, Type type) {

  /** The types that are used, by the names that the protocol has for them. */
  public enum Type {
    VARIABLE,
    PROPERTY,
    FUNCTION,
    MACRO,
    TYPE,
    KEYWORD,
    STRING,
    NUMBER,
    OPERATOR
  }
}
