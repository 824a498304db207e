package dev.ephor.yaml;

import dev.ephor.text.Span;

/**
 * One line of a block document looked at by itself, for mending: what its key and its value would
 * be. It knows nothing of the lines around it.
 *
 * @param text the whole text
 * @param start the offset of the line's first character
 * @param end the offset after its last character, without its line break
 * @param body the offset of the first character that is neither a space nor a tab
 * @param entry the offset after the dashes of list items
 * @param colon the offset of the colon after the key, or -1
 * @param value the offset of the value's first character; {@code valueEnd} where there is none
 * @param valueEnd the offset after the value, without trailing blanks and comment
 */
record LineShape(
    String text, int start, int end, int body, int entry, int colon, int value, int valueEnd) {

  /** The line on which an offset lies. */
  static LineShape at(String text, int offset) {
    int start = offset;
    while (start > 0 && !isBreak(text.charAt(start - 1))) {
      start--;
    }
    int end = start;
    while (end < text.length() && !isBreak(text.charAt(end))) {
      end++;
    }
    int body = skipBlanks(text, start, end);
    int entry = body;
    while (entry < end
        && text.charAt(entry) == '-'
        && (entry + 1 >= end || isBlank(text.charAt(entry + 1)))) {
      entry = skipBlanks(text, entry + 1, end);
    }
    int colon = colon(text, entry, end);
    int value = colon < 0 ? entry : skipBlanks(text, colon + 1, end);
    return new LineShape(text, start, end, body, entry, colon, value, valueEnd(text, value, end));
  }

  boolean isEmpty() {
    return body == end || text.charAt(body) == '#';
  }

  boolean hasKey() {
    return colon >= 0;
  }

  boolean hasValue() {
    return value < valueEnd;
  }

  /** The first character of the value, or a space. */
  char first() {
    return hasValue() ? text.charAt(value) : ' ';
  }

  int indent() {
    return body - start;
  }

  Span valueSpan() {
    return new Span(Math.min(value, valueEnd), valueEnd);
  }

  Span bodySpan() {
    int stop = end;
    while (stop > body && isBlank(text.charAt(stop - 1))) {
      stop--;
    }
    return new Span(body, Math.max(body, stop));
  }

  boolean isQuoted() {
    return first() == '"' || first() == '\'';
  }

  /** Where the quote that opens the value closes on this line; -1 if it does not. */
  int closingQuote() {
    return closing(text, value, end);
  }

  /** The line before this one that is neither blank nor a comment; this one if there is none. */
  LineShape previous() {
    LineShape line = this;
    while (line.start > 0) {
      int before = line.start - 1;
      if (before > 0 && text.charAt(before) == '\n' && text.charAt(before - 1) == '\r') {
        before--;
      }
      line = at(text, before);
      if (!line.isEmpty()) {
        return line;
      }
    }
    return this;
  }

  /** The offset of the next line; the text's length after the last. */
  int next() {
    int at = end;
    if (at < text.length() && text.charAt(at++) == '\r') {
      at += at < text.length() && text.charAt(at) == '\n' ? 1 : 0;
    }
    return at;
  }

  /** The offset after the last of the lines below that are indented more than this one. */
  int blockEnd() {
    int stop = end;
    for (int at = next(); at < text.length(); ) {
      LineShape line = at(text, at);
      if (!line.isEmpty()) {
        if (line.indent() <= indent()) {
          break;
        }
        stop = line.end;
      }
      at = line.next();
    }
    return stop;
  }

  private static int colon(String text, int from, int end) {
    int at = from;
    if (at < end && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
      int close = closing(text, at, end);
      if (close < 0) {
        return -1;
      }
      at = skipBlanks(text, close + 1, end);
      return at < end && text.charAt(at) == ':' ? at : -1;
    }
    for (; at < end; at++) {
      char c = text.charAt(at);
      if (c == ':' && (at + 1 == end || isBlank(text.charAt(at + 1)))) {
        return at;
      }
      boolean comment = c == '#' && at > from && isBlank(text.charAt(at - 1));
      if (comment || (at == from && "[{".indexOf(c) >= 0)) {
        return -1;
      }
    }
    return -1;
  }

  static int closing(String text, int open, int end) {
    char quote = text.charAt(open);
    for (int at = open + 1; at < end; at++) {
      char c = text.charAt(at);
      if (c == '\\' && quote == '"') {
        at++;
      } else if (c == quote) {
        if (quote == '\'' && at + 1 < end && text.charAt(at + 1) == '\'') {
          at++;
        } else {
          return at;
        }
      }
    }
    return -1;
  }

  private static int valueEnd(String text, int value, int end) {
    int stop = end;
    int from = value;
    if (value < end && (text.charAt(value) == '"' || text.charAt(value) == '\'')) {
      int close = closing(text, value, end);
      from = close < 0 ? end : close;
    }
    for (int at = Math.max(from, 1); at < end; at++) {
      if (text.charAt(at) == '#' && isBlank(text.charAt(at - 1))) {
        stop = at;
        break;
      }
    }
    while (stop > value && isBlank(text.charAt(stop - 1))) {
      stop--;
    }
    return Math.max(stop, value);
  }

  private static int skipBlanks(String text, int from, int end) {
    int at = from;
    while (at < end && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
