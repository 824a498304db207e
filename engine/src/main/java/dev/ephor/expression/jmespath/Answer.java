package dev.ephor.expression.jmespath;

import dev.ephor.text.Span;
import dev.ephor.value.Value;

/** What evaluating an expression gives. */
public sealed interface Answer {

  /**
   * A value. What is part of the input is the very object of the input, and keeps its origin.
   *
   * @param value the value; a null scalar where the expression says null
   */
  record Found(Value value) implements Answer {}

  /**
   * The expression asks for a key that its object does not have. Kyverno tells this from null: a
   * variable is then unresolved.
   *
   * @param key the key
   * @param span where the expression names it
   */
  record NotFound(String key, Span span) implements Answer {}

  /**
   * The expression cannot be evaluated.
   *
   * @param message why, in the reference's words
   * @param span the part of the expression that failed
   */
  record Failed(String message, Span span) implements Answer {}

  /** The error text as the reference gives it, or an empty text when a value was found. */
  default String error() {
    if (this instanceof NotFound missing) {
      return "Unknown key \"" + missing.key() + "\" in path";
    }
    return this instanceof Failed failed ? failed.message() : "";
  }
}
