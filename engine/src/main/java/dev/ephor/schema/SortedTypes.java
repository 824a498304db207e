package dev.ephor.schema;

import org.jspecify.annotations.Nullable;

/**
 * A large text with a block of indented lines for each type, the types sorted by name: a block is
 * found by bisection, so that nothing is read but what is asked for.
 */
final class SortedTypes {

  private final String text;

  SortedTypes(String text) {
    this.text = text;
  }

  /** The lines of a type, or null where it has none. */
  @Nullable String lines(String type) {
    int low = 0;
    int high = text.length();
    while (low < high) {
      int header = header((low + high) >>> 1);
      int end = text.indexOf('\n', header);
      int order = text.substring(header, end).compareTo(type);
      int next = next(end + 1);
      if (order == 0) {
        return text.substring(end + 1, next);
      }
      if (order < 0) {
        low = next;
      } else {
        high = header;
      }
    }
    return null;
  }

  /** What stands after a name on the line of a type that has it; null where none has. */
  @Nullable String entry(String type, String name) {
    String lines = lines(type);
    String start = " " + name + " ";
    for (int line = 0; lines != null && line < lines.length(); ) {
      int end = lines.indexOf('\n', line);
      if (lines.startsWith(start, line)) {
        return lines.substring(line + start.length(), end);
      }
      line = end + 1;
    }
    return null;
  }

  /** The start of the definition in which an offset lies. */
  private int header(int offset) {
    int line = text.lastIndexOf('\n', offset - 1) + 1;
    while (line > 0 && text.charAt(line) == ' ') {
      line = text.lastIndexOf('\n', line - 2) + 1;
    }
    return line;
  }

  /** The start of the first definition at or after the start of a line. */
  private int next(int line) {
    int at = line;
    while (at < text.length() && text.charAt(at) == ' ') {
      at = text.indexOf('\n', at) + 1;
    }
    return at;
  }
}
