package dev.ephor.expression.cel;

/** A part of an expression, ready to be evaluated. */
interface Node {

  /** The value, or a {@link dev.ephor.expression.cel.value.CelError}; never null. */
  Object eval(Frame frame);
}
