package dev.ephor.expression.cel;

import dev.ephor.expression.cel.value.CelNull;

/** What an expression gave. */
public sealed interface CelResult {

  /**
   * A value.
   *
   * @param value a Long, Double, String, Boolean, List, Map, {@link CelNull} or another value of
   *     {@code dev.ephor.expression.cel.value}
   */
  record Success(Object value) implements CelResult {}

  /**
   * An error.
   *
   * @param message in the reference's words
   */
  record Failure(String message) implements CelResult {}

  /** Whether the value is the boolean true. */
  default boolean isTrue() {
    return this instanceof Success success && Boolean.TRUE.equals(success.value());
  }
}
