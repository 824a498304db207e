package dev.ephor.text;

import java.util.Arrays;

/**
 * An immutable text and where its lines begin. A line ends with {@code \n}, {@code \r\n} or {@code
 * \r}, as in the Language Server Protocol. Positions and offsets outside the text are clamped to
 * it, never refused: editors send them.
 */
public final class SourceText {

  private final String content;
  private final int[] lineStarts;

  private SourceText(String content, int[] lineStarts) {
    this.content = content;
    this.lineStarts = lineStarts;
  }

  public static SourceText of(String content) {
    int[] starts = new int[Math.max(4, content.length() / 24)];
    LineStarts found = new LineStarts(starts, 1);
    found.scan(content, 0, content.length());
    return new SourceText(content, found.trimmed());
  }

  public String content() {
    return content;
  }

  public int length() {
    return content.length();
  }

  public int lineCount() {
    return lineStarts.length;
  }

  /** The line, from 0, on which an offset lies. */
  public int lineOf(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found : -found - 2;
  }

  public int lineStart(int line) {
    return lineStarts[line];
  }

  /** The offset after the last character of a line, before its terminator. */
  public int lineEnd(int line) {
    int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : content.length();
    while (end > lineStarts[line] && isTerminator(content.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** A line without its terminator. */
  public String line(int line) {
    return content.substring(lineStart(line), lineEnd(line));
  }

  public Position position(int offset, PositionEncoding encoding) {
    int inside = Math.max(0, Math.min(offset, content.length()));
    int line = lineOf(inside);
    return new Position(line, encoding.length(content, lineStarts[line], inside));
  }

  public int offset(Position position, PositionEncoding encoding) {
    if (position.line() < 0) {
      return 0;
    }
    if (position.line() >= lineStarts.length) {
      return content.length();
    }
    int start = lineStarts[position.line()];
    return encoding.advance(content, start, lineEnd(position.line()), position.character());
  }

  public String slice(Span span) {
    return content.substring(span.start(), span.end());
  }

  /**
   * The text after an edit whose span lies inside this text. Only the lines that the edit touches
   * are looked at again; the others' starts are moved.
   */
  public SourceText apply(TextEdit edit) {
    Span span = edit.span();
    String replacement = edit.replacement();
    int shift = replacement.length() - span.length();
    String edited =
        new StringBuilder(content.length() + shift)
            .append(content, 0, span.start())
            .append(replacement)
            .append(content, span.end(), content.length())
            .toString();

    // One unit of margin on both sides: a carriage return and a line feed may meet or part there.
    int from = Math.max(0, span.start() - 1);
    int to = Math.min(content.length(), span.end() + 1);
    int kept = lineOf(from) + 1;
    int after = lineOf(to) + 1;
    int tail = lineStarts.length - after;
    LineStarts starts =
        new LineStarts(
            Arrays.copyOf(lineStarts, kept + tail + Math.max(4, replacement.length() / 16)), kept);
    starts.scan(edited, from, to + shift);
    return new SourceText(edited, starts.followedBy(lineStarts, after, shift));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceText that && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  @Override
  public String toString() {
    return content;
  }

  private static boolean isTerminator(char c) {
    return c == '\n' || c == '\r';
  }

  /** A growing array of line starts. */
  private static final class LineStarts {
    private int[] starts;
    private int count;

    LineStarts(int[] starts, int count) {
      this.starts = starts;
      this.count = count;
    }

    /** Adds the lines whose terminator ends inside {@code (from, to]}. */
    void scan(String text, int from, int to) {
      for (int i = from; i < to; i++) {
        char c = text.charAt(i);
        if (c > '\r') {
          continue;
        }
        boolean first = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
        if (isTerminator(c) && !first) {
          if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
          }
          starts[count++] = i + 1;
        }
      }
    }

    int[] followedBy(int[] others, int from, int shift) {
      int tail = others.length - from;
      int[] all = Arrays.copyOf(starts, count + tail);
      for (int i = 0; i < tail; i++) {
        all[count + i] = others[from + i] + shift;
      }
      return all;
    }

    int[] trimmed() {
      return Arrays.copyOf(starts, count);
    }
  }
}
