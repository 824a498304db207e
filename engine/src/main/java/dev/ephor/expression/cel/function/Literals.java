package dev.ephor.expression.cel.function;

import com.google.re2j.PatternSyntaxException;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.text.GoRegex;
import org.jspecify.annotations.Nullable;

/** Texts whose meaning is known before anything is evaluated. */
public final class Literals {

  private Literals() {}

  /**
   * Whether a constant argument can mean anything.
   *
   * @param function {@code duration}, {@code timestamp} or {@code matches}
   */
  public static boolean isValid(String function, String text) {
    return switch (function) {
      case "duration" -> !(Conversions.toDuration(text) instanceof CelError);
      case "timestamp" -> !(Conversions.toTimestamp(text) instanceof CelError);
      default -> patternProblem(text) == null;
    };
  }

  /** What Go says of a regular expression; null of a right one. */
  public static @Nullable String patternProblem(String pattern) {
    try {
      GoRegex.compile(pattern);
      return null;
    } catch (PatternSyntaxException wrong) {
      return GoPattern.message(wrong);
    }
  }
}
