package dev.ephor.ide.selection;

import dev.ephor.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The parts of an expression around an offset, by its brackets, quotes, dots and commas alone: that
 * is known in half-typed text, too, and the same in JMESPath and CEL.
 */
final class ExpressionParts {

  private static final String OPEN = "([{";
  private static final String CLOSED = ")]}";

  private ExpressionParts() {}

  /** An open bracket, and where the argument or operand in it begins. */
  private record Bracket(int start, int part) {}

  /** The parts that hold an offset, from inside to outside; the whole text is not among them. */
  static List<Span> of(String text, int offset) {
    List<Span> parts = new ArrayList<>(words(text, new Span(0, text.length()), offset));
    parts.addAll(brackets(text, offset));
    parts.sort((a, b) -> Integer.compare(a.length(), b.length()));
    return parts;
  }

  /** The word at an offset, and the path of words with dots that it belongs to. */
  static List<Span> words(String text, Span within, int offset) {
    Span word = run(text, within, offset, "_$@-");
    Span path = run(text, within, offset, "_$@-.");
    return word.isEmpty() ? List.of() : List.of(word, path);
  }

  private static Span run(String text, Span within, int offset, String also) {
    int start = Math.min(Math.max(offset, within.start()), within.end());
    int end = start;
    while (start > within.start() && isPart(text.charAt(start - 1), also)) {
      start--;
    }
    while (end < within.end() && isPart(text.charAt(end), also)) {
      end++;
    }
    return new Span(start, end);
  }

  private static boolean isPart(char c, String also) {
    return Character.isLetterOrDigit(c) || also.indexOf(c) >= 0;
  }

  /**
   * Strings, arguments, the insides of brackets, brackets, and calls with their function's path.
   */
  private static List<Span> brackets(String text, int offset) {
    List<Span> around = new ArrayList<>();
    Deque<Bracket> open = new ArrayDeque<>();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'' || c == '`') {
        int close = closing(text, at);
        if (at < offset && offset <= close) {
          around.add(new Span(at + 1, close));
          around.add(new Span(at, Math.min(text.length(), close + 1)));
        }
        at = close;
      } else if (OPEN.indexOf(c) >= 0) {
        open.push(new Bracket(at, at + 1));
      } else if (c == ',' && !open.isEmpty()) {
        Bracket bracket = open.pop();
        part(text, bracket.part(), at, offset, around);
        open.push(new Bracket(bracket.start(), at + 1));
      } else if (CLOSED.indexOf(c) >= 0 && !open.isEmpty()) {
        Bracket bracket = open.pop();
        if (bracket.start() < offset && offset <= at) {
          part(text, bracket.part(), at, offset, around);
          around.add(new Span(bracket.start() + 1, at));
          around.add(new Span(bracket.start(), at + 1));
          int head = bracket.start();
          while (head > 0 && isPart(text.charAt(head - 1), "_$@-.")) {
            head--;
          }
          around.add(new Span(head, at + 1));
        }
      }
    }
    return around;
  }

  private static void part(String text, int from, int to, int offset, List<Span> around) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (start <= offset && offset <= end) {
      around.add(new Span(start, end));
    }
  }

  /** Where a quote closes; the end of the text for one that does not. */
  private static int closing(String text, int open) {
    for (int at = open + 1; at < text.length(); at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == text.charAt(open)) {
        return at;
      }
    }
    return text.length();
  }
}
