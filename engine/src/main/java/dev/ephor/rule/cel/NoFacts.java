package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;

/** The world of expressions that have no function to ask it. */
enum NoFacts implements Facts {
  INSTANCE;

  @Override
  public <T> T ask(Question<T> question) {
    throw new IllegalStateException("nothing asks here: " + question);
  }
}
