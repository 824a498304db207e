package dev.ephor.value;

/** Strings in quotes as Go's {@code strconv} quotes them. */
public final class GoQuote {

  private GoQuote() {}

  /** As {@code %q} and {@code strconv.Quote}. */
  public static String quote(String text) {
    return quoted(text, '"');
  }

  /** As {@code strconv.QuoteRuneToASCII}. */
  public static String quoteRuneToAscii(int rune) {
    if (rune < 0x80) {
      return quoted(Character.toString(rune), '\'');
    }
    return rune <= 0xffff ? String.format("'\\u%04x'", rune) : String.format("'\\U%08x'", rune);
  }

  static String quoted(String text, char quote) {
    StringBuilder out = new StringBuilder().append(quote);
    text.codePoints().forEach(c -> append(out, c, quote));
    return out.append(quote).toString();
  }

  private static void append(StringBuilder out, int c, char quote) {
    switch (c) {
      case 7 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 11 -> out.append("\\v");
      case '\\' -> out.append("\\\\");
      default -> {
        if (c == quote) {
          out.append('\\').append(quote);
        } else if (c < ' ' || c == 0x7f) {
          out.append(String.format("\\x%02x", c));
        } else if (printable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(c <= 0xffff ? String.format("\\u%04x", c) : String.format("\\U%08x", c));
        }
      }
    }
  }

  /** Letters, marks, numbers, punctuation, symbols and the plain space. */
  private static boolean printable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
