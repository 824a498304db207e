package dev.ephor.expression.cel;

import dev.ephor.text.Span;
import dev.ephor.value.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a condition came out as it did.
 *
 * @param within the part of the text that decided: of {@code a && b} the one that is false
 * @param outcome what this part came to: {@code true}, {@code false} or {@code an error}
 * @param seen what it read, in the order of the text
 * @param place where in the documents it looked: the first value that it read, or for something
 *     missing its nearest existing ancestor; null where it read nothing that has a place
 * @param variable the composed variable that the part consists of; null where it is more than that
 */
public record CelReason(
    Span within,
    String outcome,
    List<Seen> seen,
    @Nullable Place place,
    @Nullable String variable) {

  public CelReason {
    seen = List.copyOf(seen);
  }

  /**
   * A value that was read.
   *
   * @param path how the expression calls it
   * @param value as text; null where there is nothing
   */
  public record Seen(String path, @Nullable String value) {

    /** The value in words: {@code object.spec.replicas is 1}. */
    public String text() {
      return path + (value == null ? " is missing" : " is " + value);
    }
  }
}
