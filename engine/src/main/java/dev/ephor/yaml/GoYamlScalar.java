package dev.ephor.yaml;

/**
 * Texts as scalars of Go's YAML library: plain where that reads back as the same text, otherwise
 * quoted; texts of several lines as literal blocks.
 */
final class GoYamlScalar {

  private static final int WIDTH = 80;
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private final StringBuilder out;
  private final String text;
  private final int indent;
  private final boolean key;
  private int column;

  private GoYamlScalar(StringBuilder out, String text, int indent, boolean key) {
    this.out = out;
    this.text = text;
    this.indent = indent;
    this.key = key;
    this.column = columnOf(out);
  }

  /**
   * Appends a text.
   *
   * @param indent the column at which further lines of it begin
   * @param key whether it is a key, which is kept on one line
   */
  static void text(StringBuilder out, String text, int indent, boolean key) {
    GoYamlScalar scalar = new GoYamlScalar(out, text, indent, key);
    GoYamlStyle style = GoYamlStyle.of(text, key);
    switch (style) {
      case PLAIN -> scalar.plain();
      case SINGLE_QUOTED -> scalar.singleQuoted();
      case DOUBLE_QUOTED -> scalar.doubleQuoted();
      case LITERAL -> scalar.literal();
    }
  }

  private static int columnOf(StringBuilder out) {
    int start = out.lastIndexOf("\n") + 1;
    return out.codePointCount(start, out.length());
  }

  private void plain() {
    folded(0, text.length(), "");
  }

  private void singleQuoted() {
    put('\'');
    folded(1, text.length() - 1, "'");
    put('\'');
  }

  /**
   * Writes the text with a line break in place of a single space after the width.
   *
   * @param from the first place at which a break is allowed
   * @param to the place from which on none is
   * @param doubled a character that is written twice; empty for none
   */
  private void folded(int from, int to, String doubled) {
    boolean afterSpace = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c == ' '
          && !key
          && !afterSpace
          && column > WIDTH
          && i >= from
          && i < to
          && !isSpace(i + 1)) {
        newLine();
        afterSpace = true;
      } else {
        put(c);
        if (doubled.length() == 1 && c == doubled.charAt(0)) {
          put(c);
        }
        afterSpace = c == ' ';
      }
      i += Character.charCount(c);
    }
  }

  private void doubleQuoted() {
    put('"');
    boolean afterSpace = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int size = Character.charCount(c);
      if (!GoYamlStyle.isPrintable(c) || c == 0xFEFF || c == '"' || c == '\\' || isBreak(c)) {
        escape(c);
        afterSpace = false;
      } else if (c == ' ') {
        if (!key && !afterSpace && column > WIDTH && i > 0 && i < text.length() - 1) {
          newLine();
          if (isSpace(i + 1)) {
            put('\\');
          }
        } else {
          put(c);
        }
        afterSpace = true;
      } else {
        put(c);
        afterSpace = false;
      }
      i += size;
    }
    put('"');
  }

  private void escape(int c) {
    put('\\');
    switch (c) {
      case 0 -> put('0');
      case 7 -> put('a');
      case '\b' -> put('b');
      case '\t' -> put('t');
      case '\n' -> put('n');
      case 0xB -> put('v');
      case '\f' -> put('f');
      case '\r' -> put('r');
      case 0x1B -> put('e');
      case '"' -> put('"');
      case '\\' -> put('\\');
      case 0x85 -> put('N');
      case 0xA0 -> put('_');
      case 0x2028 -> put('L');
      case 0x2029 -> put('P');
      default -> {
        int digits = c <= 0xFF ? 2 : c <= 0xFFFF ? 4 : 8;
        put(digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
          put(HEX[(c >> shift) & 0xF]);
        }
      }
    }
  }

  private void literal() {
    out.append('|');
    char first = text.charAt(0);
    if (first == ' ' || isBreak(first)) {
      out.append('2');
    }
    int last = text.length() - 1;
    if (!isBreak(text.charAt(last))) {
      out.append('-');
    } else if (last == 0 || isBreak(text.charAt(last - 1))) {
      out.append('+');
    }
    out.append('\n');
    boolean lineStart = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isBreak(c)) {
        out.append(c);
        lineStart = true;
      } else {
        if (lineStart) {
          out.append(" ".repeat(indent));
        }
        out.append(c);
        lineStart = false;
      }
    }
    if (!lineStart) {
      out.append('\n');
    }
  }

  private boolean isSpace(int at) {
    return at < text.length() && text.charAt(at) == ' ';
  }

  static boolean isBreak(int c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  private void newLine() {
    out.append('\n').append(" ".repeat(indent));
    column = indent;
  }

  private void put(int c) {
    out.appendCodePoint(c);
    column++;
  }
}
