package dev.ephor.cli.check;

import dev.ephor.cli.Counted;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import java.util.function.UnaryOperator;

/**
 * A source line with a mark under a span of it, as compilers show it. A span of several lines is
 * marked on its first; a long line is cut around the mark.
 *
 * @param line the line's number, from 1
 * @param column the span's first UTF-16 column, from 1
 * @param shown the line, made fit for a terminal
 * @param indent how many columns stand before the mark
 * @param length how many columns the mark is long, at least 1
 * @param moreLines how many further lines the span covers
 */
record Excerpt(int line, int column, String shown, int indent, int length, int moreLines) {

  /** Longer lines are cut. */
  private static final int WIDTH = 120;

  /** How much is kept before the mark of a line that is cut. */
  private static final int BEFORE = 30;

  static Excerpt of(SourceText text, Span span) {
    int start = Math.min(span.start(), text.length());
    int line = text.lineOf(start);
    int lineStart = text.lineStart(line);
    TerminalLine shown = TerminalLine.of(text.line(line));
    int lineLength = text.lineEnd(line) - lineStart;
    int from = Math.min(start - lineStart, lineLength);
    int to = Math.max(from, Math.min(span.end() - lineStart, lineLength));
    int last = text.lineOf(Math.max(start, Math.min(span.end(), text.length()) - 1));

    int first = 0;
    if (shown.width() > WIDTH && shown.column(to) > WIDTH) {
      first = shown.offsetAt(Math.max(0, shown.column(from) - BEFORE));
    }
    int left = shown.column(first);
    int end = lineLength;
    if (shown.width() - left > WIDTH) {
      end = Math.max(first, shown.offsetAt(left + WIDTH - 1));
    }
    String prefix = first > 0 ? "…" : "";
    String suffix = end < lineLength ? "…" : "";
    int indent = shown.column(from) - left + prefix.length();
    int length = Math.max(1, shown.column(Math.min(to, end)) - shown.column(from));
    return new Excerpt(
        line + 1,
        start - lineStart + 1,
        (prefix + shown.slice(first, end) + suffix).stripTrailing(),
        indent,
        length,
        last - line);
  }

  /**
   * Two lines: the source with its number, and the mark with a label.
   *
   * @param gutter how wide line numbers are
   * @param mark the character to mark with
   * @param label what stands after the mark; may be empty
   * @param colour for the mark and the label
   */
  String render(
      int gutter, char mark, String label, Palette palette, UnaryOperator<String> colour) {
    String more = moreLines == 0 ? "" : " (and " + Counted.of(moreLines, "line") + " more)";
    String note = label.isEmpty() ? more : more + " " + label;
    return palette.frame(String.format("%" + gutter + "d |", line))
        + (shown.isEmpty() ? "" : " " + shown)
        + "\n"
        + palette.frame(" ".repeat(gutter) + " |")
        + " "
        + " ".repeat(indent)
        + colour.apply(String.valueOf(mark).repeat(length) + note)
        + "\n";
  }
}
