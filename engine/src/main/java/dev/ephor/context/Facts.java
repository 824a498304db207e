package dev.ephor.context;

/** The world as a rule sees it: whoever embeds the engine answers the questions. */
@FunctionalInterface
public interface Facts {

  /** Answers a question. Equal questions get equal answers for as long as this object is in use. */
  <T> T ask(Question<T> question);
}
