package dev.ephor.ide.completion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a block scalar, also those that are only indented so far.
 *
 * @param key the offset of the key that holds it
 * @param text the lines without their indentation
 * @param starts where each line's text begins in the document
 * @param lengths how much of each line is text
 */
record TextBlock(int key, String text, List<Integer> starts, List<Integer> lengths) {

  /** The block scalar of a key around an offset; null where there is none. */
  static @Nullable TextBlock at(String document, int offset, String key) {
    int line = lineStart(document, Math.min(offset, document.length()));
    int indent = indent(document, line);
    boolean blank = indent < 0;
    int bound = blank ? offset - line : indent;
    for (int above = line; above > 0; ) {
      above = lineStart(document, above - 1);
      int column = indent(document, above);
      if (column >= 0 && column < bound) {
        int at = document.startsWith("- ", above + column) ? above + column + 2 : above + column;
        if (document.startsWith(key + ":", at)) {
          int end = lineEnd(document, at);
          String header = document.substring(at + key.length() + 1, end).strip();
          return header.matches("[|>][-+0-9]*") ? read(document, at, end, column, offset) : null;
        }
        bound = column;
      }
    }
    return null;
  }

  private static TextBlock read(String document, int key, int headerEnd, int column, int offset) {
    int shared = -1;
    List<Integer> lines = new ArrayList<>();
    for (int at = next(document, headerEnd); at <= document.length(); ) {
      int indent = indent(document, at);
      if (indent >= 0 && indent <= column) {
        break;
      }
      lines.add(at);
      shared = indent < 0 ? shared : shared < 0 ? indent : Math.min(shared, indent);
      int end = lineEnd(document, at);
      if (end == document.length()) {
        break;
      }
      at = end + 1;
    }
    int strip = shared < 0 ? offset - lineStart(document, offset) : shared;
    StringBuilder text = new StringBuilder();
    List<Integer> starts = new ArrayList<>();
    List<Integer> lengths = new ArrayList<>();
    for (int line : lines) {
      int end = lineEnd(document, line);
      int start = Math.min(line + strip, end);
      starts.add(start);
      lengths.add(end - start);
      text.append(document, start, end).append('\n');
    }
    return new TextBlock(key, text.toString(), starts, lengths);
  }

  int inBlock(int offset) {
    int before = 0;
    for (int i = 0; i < starts.size(); i++) {
      int start = starts.get(i);
      int length = lengths.get(i);
      if (offset <= start + length) {
        return before + Math.max(0, offset - start);
      }
      before += length + 1;
    }
    return text.length();
  }

  int inDocument(int inBlock) {
    int before = 0;
    for (int i = 0; i < starts.size(); i++) {
      if (inBlock <= before + lengths.get(i)) {
        return starts.get(i) + inBlock - before;
      }
      before += lengths.get(i) + 1;
    }
    return starts.isEmpty() ? key : starts.get(starts.size() - 1) + lengths.get(lengths.size() - 1);
  }

  private static int lineStart(String text, int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  private static int lineEnd(String text, int offset) {
    int end = text.indexOf('\n', offset);
    return end < 0 ? text.length() : end;
  }

  private static int next(String text, int lineEnd) {
    return Math.min(text.length(), lineEnd + 1);
  }

  /** -1 for a blank line. */
  private static int indent(String text, int line) {
    int at = line;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at == text.length() || "\r\n".indexOf(text.charAt(at)) >= 0 ? -1 : at - line;
  }
}
