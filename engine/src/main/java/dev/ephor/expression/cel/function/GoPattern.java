package dev.ephor.expression.cel.function;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.ephor.expression.cel.value.CelError;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Regular expressions as Go reads them; compiled ones are kept. */
final class GoPattern {

  private static final int MOST_KEPT = 1_000;
  private static final Map<String, Pattern> KEPT = new ConcurrentHashMap<>();

  private GoPattern() {}

  /** The compiled expression. */
  static Pattern compile(String pattern) throws PatternSyntaxException {
    Pattern known = KEPT.get(pattern);
    if (known != null) {
      return known;
    }
    Pattern compiled = Pattern.compile(pattern);
    if (KEPT.size() < MOST_KEPT) {
      KEPT.put(pattern, compiled);
    }
    return compiled;
  }

  /** Whether some part of a text fits, or an error. */
  static Object matches(String text, String pattern) {
    try {
      return compile(pattern).matcher(text).find();
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
