package dev.ephor.yaml;

import dev.ephor.text.Span;
import dev.ephor.yaml.RunMap.Decoded;

/**
 * Decodes scalars a second time, remembering where each character comes from. The YAML library
 * gives values without that, and most scalars are never asked for it. Rules: YAML 1.2.2 chapters 7
 * and 8, as SnakeYAML Engine applies them.
 */
final class ScalarText {

  private final String text;
  private final int end;
  private final RunMap.Builder decoded;
  private int at;

  private ScalarText(String text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
    this.decoded = new RunMap.Builder(start);
  }

  static Decoded plain(String text, Span where) {
    ScalarText scalar = new ScalarText(text, where.start(), where.end());
    while (scalar.at < scalar.end) {
      scalar.wordsThenBlanks();
    }
    return scalar.decoded.build();
  }

  static Decoded singleQuoted(String text, Span where) {
    ScalarText scalar = new ScalarText(text, where.start() + 1, where.end() - 1);
    while (scalar.at < scalar.end) {
      if (scalar.peek() == '\'') {
        scalar.decoded.replaced("'", scalar.at, scalar.at + 2);
        scalar.at += 2;
      } else {
        scalar.wordsThenBlanks();
      }
    }
    return scalar.decoded.build();
  }

  static Decoded doubleQuoted(String text, Span where) {
    ScalarText scalar = new ScalarText(text, where.start() + 1, where.end() - 1);
    while (scalar.at < scalar.end) {
      if (scalar.peek() == '\\') {
        scalar.escape();
      } else {
        scalar.wordsThenBlanks();
      }
    }
    return scalar.decoded.build();
  }

  /** Text up to the next character that is special in any flow style, then blanks and breaks. */
  private void wordsThenBlanks() {
    int from = at;
    while (at < end && !isBlank(peek()) && peek() != '\\' && peek() != '\'') {
      at++;
    }
    if (at == from && at < end && !isBlank(peek())) {
      // Special only in another style than this.
      at++;
    }
    decoded.verbatim(text, from, at);
    int blanks = at;
    skipSpaces();
    if (at >= end || !isBreak(peek())) {
      decoded.verbatim(text, blanks, at);
      return;
    }
    int breakStart = at;
    skipBreak();
    if (!keepEmptyLines()) {
      decoded.replaced(" ", breakStart, breakStart + 1);
    }
  }

  /** Each further line break gives a line feed; whether there was one. */
  private boolean keepEmptyLines() {
    boolean any = false;
    skipSpaces();
    while (at < end && isBreak(peek())) {
      int from = at;
      skipBreak();
      decoded.replaced("\n", from, at);
      any = true;
      skipSpaces();
    }
    return any;
  }

  private void escape() {
    int from = at;
    char code = at + 1 < end ? text.charAt(at + 1) : '\\';
    at = Math.min(end, at + 2);
    if (isBreak(code)) {
      at = from + 1;
      skipBreak();
      keepEmptyLines();
      return;
    }
    int digits = code == 'x' ? 2 : code == 'u' ? 4 : code == 'U' ? 8 : 0;
    if (digits > 0) {
      int stop = Math.min(end, at + digits);
      int codePoint = Integer.parseUnsignedInt(text, at, stop, 16);
      at = stop;
      decoded.replaced(Character.toString(codePoint), from, at);
      return;
    }
    decoded.replaced(Character.toString(simpleEscape(code)), from, at);
  }

  private static char simpleEscape(char code) {
    return switch (code) {
      case '0' -> '\0';
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'v' -> '\u000B';
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'e' -> '\u001B';
      case 'N' -> '\u0085';
      case '_' -> '\u00A0';
      case 'L' -> '\u2028';
      case 'P' -> '\u2029';
      default -> code;
    };
  }

  /**
   * @param parentIndent the column of the collection that holds the scalar; -1 at the top
   */
  static Decoded block(String text, int start, boolean folded, int parentIndent) {
    return new ScalarText(text, start, text.length()).block(folded, parentIndent);
  }

  private Decoded block(boolean folded, int parentIndent) {
    char chomping = ' ';
    int indicator = 0;
    for (at++; at < end && !isBlank(peek()); at++) {
      char c = peek();
      if (c == '+' || c == '-') {
        chomping = c;
      } else if (c >= '1' && c <= '9') {
        indicator = c - '0';
      }
    }
    while (at < end && !isBreak(peek())) {
      at++;
    }
    skipBreak();
    int least = Math.max(1, parentIndent + 1);
    int indent = indicator > 0 ? least + indicator - 1 : Math.max(least, indentAhead());
    RunMap.Builder content = new RunMap.Builder(at);
    blockLines(content, folded, indent, chomping);
    return content.build();
  }

  private void blockLines(RunMap.Builder content, boolean folded, int indent, char chomping) {
    int lineBreak = -1;
    boolean flush = false;
    while (true) {
      int breaks = at;
      boolean inside = skipBlankLines(indent) && at < end;
      boolean any = at > breaks && hasBreak(breaks, at);
      if (lineBreak >= 0 && (inside || chomping != '-')) {
        boolean flushNow = inside && !isSpace(peek());
        if (!inside || !folded || !flush || !flushNow) {
          content.replaced("\n", lineBreak, lineBreak + breakLength(lineBreak));
        } else if (!any) {
          content.replaced(" ", lineBreak, lineBreak + breakLength(lineBreak));
        }
      }
      if (inside || chomping == '+') {
        emptyLines(content, breaks, at, indent);
      }
      if (!inside) {
        return;
      }
      flush = !isSpace(peek());
      int from = at;
      while (at < end && !isBreak(peek())) {
        at++;
      }
      content.verbatim(text, from, at);
      // At the end of the text the library counts a line break that is not there.
      lineBreak = at;
      skipBreak();
    }
  }

  /** Skips lines with nothing beyond the indentation; whether a line of content follows. */
  private boolean skipBlankLines(int indent) {
    while (true) {
      int column = skipIndent(indent);
      if (at < end && isBreak(peek())) {
        skipBreak();
      } else {
        return column == indent;
      }
    }
  }

  private int skipIndent(int indent) {
    int column = 0;
    while (column < indent && at < end && peek() == ' ') {
      at++;
      column++;
    }
    return column;
  }

  private void emptyLines(RunMap.Builder content, int from, int to, int indent) {
    int resume = at;
    at = from;
    while (at < to) {
      skipIndent(indent);
      if (at >= to || !isBreak(peek())) {
        break;
      }
      int start = at;
      skipBreak();
      content.replaced("\n", start, at);
    }
    at = resume;
  }

  /** The deepest indentation of the empty lines ahead and of the first line with content. */
  private int indentAhead() {
    int deepest = 0;
    int column = 0;
    for (int i = at; i < end; i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        deepest = Math.max(deepest, ++column);
      } else if (isBreak(c)) {
        column = 0;
      } else {
        break;
      }
    }
    return deepest;
  }

  private boolean hasBreak(int from, int to) {
    for (int i = from; i < to; i++) {
      if (isBreak(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private int breakLength(int from) {
    if (from >= end) {
      return 0;
    }
    return text.charAt(from) == '\r' && from + 1 < text.length() && text.charAt(from + 1) == '\n'
        ? 2
        : 1;
  }

  private void skipBreak() {
    if (at < end) {
      at += breakLength(at);
    }
  }

  private void skipSpaces() {
    while (at < end && isSpace(peek())) {
      at++;
    }
  }

  private char peek() {
    return text.charAt(at);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isBlank(char c) {
    return isSpace(c) || isBreak(c);
  }
}
