package dev.ephor.expression.cel.function;

import dev.ephor.context.Facts;

/** What a function may ask for while an expression is evaluated. */
public interface Evaluation {

  /** The world. */
  Facts facts();
}
