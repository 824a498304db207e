package dev.ephor.context;

import java.util.Map;

/**
 * Something a rule may ask of the world. Questions are values: two that are equal have one answer
 * at one moment, so whoever records them can tell later whether an outcome still holds.
 *
 * @param <T> the type of the answer; an absence is an answer too
 */
public sealed interface Question<T> permits Question.NamespaceLabels {

  /**
   * The labels of a namespace; empty when nothing is known of it.
   *
   * @param namespace its name
   */
  record NamespaceLabels(String namespace) implements Question<Map<String, String>> {}
}
