package dev.ephor.convert;

import dev.ephor.kubernetes.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Wildcard patterns as tests of a text in CEL. */
final class TextTest {

  private static final Pattern SPECIAL = Pattern.compile("[\\\\.+()\\[\\]{}^$|]");

  private TextTest() {}

  /** Whether a text, an expression of type string, is described by a pattern. */
  static Cel matches(String text, String pattern) {
    if (!Wildcard.containsWildcard(pattern)) {
      return Cel.compare(text, "==", Cel.quoted(pattern));
    }
    if (pattern.chars().allMatch(c -> c == '*')) {
      return Cel.Text.TRUE;
    } else if (pattern.equals("?*") || pattern.equals("*?")) {
      return Cel.compare(text, "!=", "''");
    }
    if (pattern.indexOf('?') < 0) {
      Cel plain = stars(text, pattern);
      if (plain != null) {
        return plain;
      }
    }
    return Cel.atom(text + ".matches(" + Cel.quoted(expression(pattern)) + ")");
  }

  /** Stars at the ends, or one in the middle of two words that cannot overlap in a shorter text. */
  private static @org.jspecify.annotations.Nullable Cel stars(String text, String pattern) {
    boolean before = pattern.startsWith("*");
    boolean after = pattern.endsWith("*");
    String word = pattern.replaceAll("^\\*+|\\*+$", "");
    if (word.indexOf('*') >= 0) {
      return null;
    }
    String call = before && after ? ".contains(" : before ? ".endsWith(" : ".startsWith(";
    return Cel.atom(text + call + Cel.quoted(word) + ")");
  }

  /** The pattern as a regular expression over the whole text. */
  static String expression(String pattern) {
    String escaped = SPECIAL.matcher(pattern).replaceAll(found -> "\\\\\\" + found.group());
    return "(?s)^" + escaped.replace("?", ".").replace("*", ".*") + "$";
  }

  /** Whether a text is described by one of several patterns. */
  static Cel anyOf(String text, List<String> patterns) {
    List<String> exact = patterns.stream().filter(p -> !Wildcard.containsWildcard(p)).toList();
    List<Cel> tests = new ArrayList<>();
    if (exact.size() > 1) {
      tests.add(Cel.compare(text, "in", list(exact)));
    } else {
      exact.forEach(one -> tests.add(matches(text, one)));
    }
    patterns.stream()
        .filter(Wildcard::containsWildcard)
        .forEach(pattern -> tests.add(matches(text, pattern)));
    return Cel.or(tests);
  }

  /** A list literal of strings. */
  static String list(List<String> texts) {
    return "[" + String.join(", ", texts.stream().map(Cel::quoted).toList()) + "]";
  }
}
