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
    int count = 1;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c == '\n'
          || (c == '\r' && !(i + 1 < content.length() && content.charAt(i + 1) == '\n'))) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return new SourceText(content, Arrays.copyOf(starts, count));
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

  /** The text after an edit whose span lies inside this text. */
  public SourceText apply(TextEdit edit) {
    Span span = edit.span();
    StringBuilder edited =
        new StringBuilder(content.length() - span.length() + edit.replacement().length());
    edited.append(content, 0, span.start()).append(edit.replacement());
    edited.append(content, span.end(), content.length());
    return of(edited.toString());
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
}
