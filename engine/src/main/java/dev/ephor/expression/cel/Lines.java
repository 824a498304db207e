package dev.ephor.expression.cel;

/** Lines and columns of a text, columns in code points as CEL counts them. */
final class Lines {

  private Lines() {}

  /** The offset in UTF-16 units of a line counted from 1 and a column counted from 0. */
  static int offset(String text, int line, int column) {
    int start = start(text, line);
    int end = text.length();
    int offset = start;
    for (int i = 0; i < column && offset < end; i++) {
      offset += Character.charCount(text.codePointAt(offset));
    }
    return offset;
  }

  /** The text of a line counted from 1. */
  static String line(String text, int line) {
    int start = start(text, line);
    int end = text.indexOf('\n', start);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  private static int start(String text, int line) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int next = text.indexOf('\n', start);
      if (next < 0) {
        break;
      }
      start = next + 1;
    }
    return start;
  }
}
