package dev.ephor.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Regular expressions as Go reads them, in linear time; compiled ones are kept. */
public final class GoRegex {

  private static final int MOST_KEPT = 1_000;
  private static final Map<String, Pattern> KEPT = new ConcurrentHashMap<>();

  private GoRegex() {}

  /** The compiled expression. */
  public static Pattern compile(String pattern) throws PatternSyntaxException {
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
}
