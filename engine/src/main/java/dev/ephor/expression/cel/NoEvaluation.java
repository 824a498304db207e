package dev.ephor.expression.cel;

import dev.ephor.context.Facts;
import dev.ephor.expression.cel.function.Evaluation;

/** What constants are computed in: there is no world yet. */
enum NoEvaluation implements Evaluation {
  INSTANCE;

  @Override
  public Facts facts() {
    throw new IllegalStateException("a constant asks nothing of the world");
  }
}
