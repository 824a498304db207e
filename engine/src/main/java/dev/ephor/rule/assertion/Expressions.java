package dev.ephor.rule.assertion;

import dev.ephor.value.Value;

/** Evaluates the expressions of an assertion tree. */
@FunctionalInterface
public interface Expressions {

  /** An expression that has no value; the message says why, in the reference's words. */
  final class Invalid extends Exception {
    public Invalid(String message) {
      super(message);
    }
  }

  /**
   * Evaluates.
   *
   * @param expression with the values of bindings put in
   * @param input what it is about
   * @throws Invalid where it has no value
   */
  Value evaluate(String expression, Value input) throws Invalid;
}
