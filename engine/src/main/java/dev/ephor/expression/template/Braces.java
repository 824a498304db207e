package dev.ephor.expression.template;

import org.jspecify.annotations.Nullable;

/**
 * Finds {@code {{ }}} in a text. Between them stand any characters but braces, or single pairs of
 * braces around such; a backslash before them says that they are meant literally.
 */
final class Braces {

  /**
   * Where a variable stands.
   *
   * @param start of the opening braces
   * @param end after the closing ones
   */
  record Span(int start, int end) {}

  private Braces() {}

  /** The first innermost variable at or after an offset; null for none. */
  static @Nullable Span next(String text, int from) {
    for (int open = text.indexOf("{{", from); open >= 0; open = text.indexOf("{{", open + 1)) {
      int end = end(text, open);
      if (end > 0 && (open == 0 || text.charAt(open - 1) != '\\')) {
        return new Span(open, end);
      }
    }
    return null;
  }

  static boolean hasVariable(String text) {
    return next(text, 0) != null;
  }

  /** The text of a variable without its braces and the spaces inside them. */
  static String inside(String text, Span span) {
    return text.substring(span.start(), span.end()).replace("{{", "").replace("}}", "").strip();
  }

  /** The text without the backslashes before what would otherwise be variables. */
  static String unescaped(String text) {
    int at = text.indexOf("\\{{");
    if (at < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder();
    int copied = 0;
    while (at >= 0) {
      int end = end(text, at + 1);
      if (end > 0) {
        result.append(text, copied, at).append(text, at + 1, end);
        copied = end;
      }
      at = text.indexOf("\\{{", Math.max(end, at + 1));
    }
    return result.append(text, copied, text.length()).toString();
  }

  /** Where the variable that opens at an offset ends; -1 where it does not. */
  private static int end(String text, int open) {
    int at = open + 2;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '}') {
        return text.startsWith("}}", at) ? at + 2 : -1;
      }
      if (c == '{') {
        at = closingBrace(text, at + 1);
        if (at < 0) {
          return -1;
        }
      }
      at++;
    }
    return -1;
  }

  private static int closingBrace(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '{') {
        return -1;
      } else if (c == '}') {
        return at;
      }
    }
    return -1;
  }
}
