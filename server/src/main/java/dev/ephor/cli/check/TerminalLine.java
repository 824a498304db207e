package dev.ephor.cli.check;

import java.util.Arrays;

/**
 * One source line as a terminal can show it, with a map from its UTF-16 offsets to columns: tabs
 * are expanded, wide characters take two columns and combining ones none, and whatever could
 * command the terminal or reorder its text is replaced. A manifest is untrusted text.
 */
public final class TerminalLine {

  private static final int TAB = 4;
  private static final String REPLACEMENT = "\ufffd";

  private final String text;
  private final int[] offsets;
  private final int[] columns;

  private TerminalLine(String text, int[] offsets, int[] columns) {
    this.text = text;
    this.offsets = offsets;
    this.columns = columns;
  }

  static TerminalLine of(String source) {
    StringBuilder shown = new StringBuilder(source.length() + 8);
    int[] offsets = new int[source.length() + 1];
    int[] columns = new int[source.length() + 1];
    int column = 0;
    for (int i = 0; i < source.length(); ) {
      int codePoint = source.codePointAt(i);
      int next = i + Character.charCount(codePoint);
      Arrays.fill(offsets, i, next, shown.length());
      Arrays.fill(columns, i, next, column);
      if (codePoint == '\t') {
        int spaces = TAB - column % TAB;
        shown.append(" ".repeat(spaces));
        column += spaces;
      } else if (harmful(codePoint)) {
        shown.append(REPLACEMENT);
        column++;
      } else {
        shown.appendCodePoint(codePoint);
        column += width(codePoint);
      }
      i = next;
    }
    offsets[source.length()] = shown.length();
    columns[source.length()] = column;
    return new TerminalLine(shown.toString(), offsets, columns);
  }

  /** A text of one or more lines without anything that could command a terminal. */
  public static String harmless(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            codePoint -> {
              if (codePoint != '\n' && harmful(codePoint)) {
                shown.append(codePoint == '\t' ? " " : REPLACEMENT);
              } else {
                shown.appendCodePoint(codePoint);
              }
            });
    return shown.toString();
  }

  String text() {
    return text;
  }

  /** The column, from 0, at which the character at a source offset begins. */
  int column(int offset) {
    return columns[offset];
  }

  int width() {
    return columns[columns.length - 1];
  }

  /** The part between two source offsets. */
  String slice(int from, int to) {
    return text.substring(offsets[from], offsets[to]);
  }

  /** The source offset of the first character that begins at a column or after it. */
  int offsetAt(int column) {
    int offset = 0;
    while (offset < columns.length - 1 && columns[offset] < column) {
      offset++;
    }
    return offset;
  }

  private static boolean harmful(int codePoint) {
    if (codePoint > 0xffff && codePoint < 0xe0000) {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.SURROGATE -> true;
      // Bidirectional overrides and isolates: text would not read as it is written.
      case Character.FORMAT ->
          (codePoint >= 0x202a && codePoint <= 0x202e)
              || (codePoint >= 0x2066 && codePoint <= 0x2069);
      default -> false;
    };
  }

  private static int width(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return wide(codePoint) ? 2 : 1;
  }

  /** The blocks of East Asian wide characters and emoji (Unicode Annex 11), in outline. */
  private static boolean wide(int codePoint) {
    return (codePoint >= 0x1100 && codePoint <= 0x115f)
        || (codePoint >= 0x2e80 && codePoint <= 0xa4cf)
        || (codePoint >= 0xac00 && codePoint <= 0xd7a3)
        || (codePoint >= 0xf900 && codePoint <= 0xfaff)
        || (codePoint >= 0xfe30 && codePoint <= 0xfe6f)
        || (codePoint >= 0xff00 && codePoint <= 0xff60)
        || (codePoint >= 0xffe0 && codePoint <= 0xffe6)
        || (codePoint >= 0x1f300 && codePoint <= 0x1f64f)
        || (codePoint >= 0x1f680 && codePoint <= 0x1f9ff)
        || (codePoint >= 0x20000 && codePoint <= 0x3fffd);
  }
}
