package dev.ephor.expression.cel.function;

import com.google.re2j.PatternSyntaxException;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.text.GoRegex;

/** What CEL makes of regular expressions. */
final class GoPattern {

  private GoPattern() {}

  /** Whether some part of a text fits, or an error. */
  static Object matches(String text, String pattern) {
    try {
      return GoRegex.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException wrong) {
      return new CelError(message(wrong));
    }
  }

  /** What Go says of a wrong expression. */
  static String message(PatternSyntaxException wrong) {
    String text = String.valueOf(wrong.getMessage());
    return text.startsWith("error parsing regexp") ? text : "error parsing regexp: " + text;
  }
}
