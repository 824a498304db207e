package dev.ephor.expression.template;

import dev.ephor.value.Value;

/** What came of a variable, or of a text with variables. */
public sealed interface Resolution {

  /** A value without variables. What is a whole variable's value keeps that value's origin. */
  record Resolved(Value value) implements Resolution {}

  /** A variable has no value; the reason as Kyverno words it. */
  record Unresolved(String reason) implements Resolution {}
}
