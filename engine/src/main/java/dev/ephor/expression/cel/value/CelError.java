package dev.ephor.expression.cel.value;

/**
 * What an evaluation gives instead of a value when it cannot give one. Errors are values, because
 * {@code ||}, {@code &&} and the ternary may still succeed beside one.
 *
 * @param message as cel-go writes it
 */
public record CelError(String message) {

  /** What an operator says about an operand it does not know. */
  public static final CelError NO_SUCH_OVERLOAD = new CelError("no such overload");

  /** What a field or key access says when there is none. */
  public static CelError noSuchKey(Object key) {
    return new CelError("no such key: " + CelText.of(key));
  }
}
