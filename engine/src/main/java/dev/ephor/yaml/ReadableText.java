package dev.ephor.yaml;

import dev.ephor.text.Span;

/**
 * A text without what the YAML library refuses to look at: control characters, halves of surrogate
 * pairs, non-characters. Each is replaced by U+FFFD, unit for unit, so that offsets stay.
 */
final class ReadableText {

  private static final char REPLACEMENT = '\uFFFD';

  private ReadableText() {}

  static String of(String text, Problems problems) {
    int bad = firstBad(text, 0);
    if (bad == text.length()) {
      return text;
    }
    StringBuilder readable = new StringBuilder(text);
    while (bad < text.length()) {
      int end = bad;
      while (end < text.length() && firstBad(text, end) == end) {
        readable.setCharAt(end++, REPLACEMENT);
      }
      problems.error(
          new Span(bad, end),
          "control-character",
          "The character %s is not allowed in YAML; remove it, or write it as \\u%04X in double quotes."
              .formatted(name(text.charAt(bad)), (int) text.charAt(bad)));
      bad = firstBad(text, end);
    }
    return readable.toString();
  }

  private static String name(char c) {
    return "U+%04X%s".formatted((int) c, Character.isSurrogate(c) ? " (half a pair)" : "");
  }

  /** The offset of the first unit from an offset on that is not readable, or the text's length. */
  private static int firstBad(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c <= '~') {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (!isReadable(c)) {
        return i;
      }
    }
    return text.length();
  }

  private static boolean isReadable(char c) {
    boolean control = c == '\n' || c == '\r' || c == '\t' || c == '\u0085';
    return control || (c >= '\u00A0' && !Character.isSurrogate(c) && c < '\uFFFE');
  }
}
