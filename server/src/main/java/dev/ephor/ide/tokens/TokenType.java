package dev.ephor.ide.tokens;

/** What words there are, by the names that the protocol has for them. */
public enum TokenType {
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
