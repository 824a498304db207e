package dev.ephor.expression.cel;

import dev.ephor.text.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The expressions in a text that stand between {@code ((} and {@code ))}. Parentheses and quotes
 * inside an expression nest; {@code \((} stands for the sign itself.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/generating-policy/">Kyverno: templates of
 *     GeneratingPolicy</a>
 */
public final class Placeholders {

  private static final String OPEN = "((";
  private static final String ESCAPED = "\\((";

  private final String text;
  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();

  private Placeholders(String text) {
    this.text = text;
  }

  /** A part of a text. */
  public sealed interface Piece {}

  /** What stands for itself. */
  public record Literal(String text) implements Piece {}

  /**
   * An expression.
   *
   * @param expression without the blanks around it
   * @param within where in the whole text it stands
   */
  public record Expression(String expression, Span within) implements Piece {}

  /** A placeholder that cannot be read. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Span within;

    private Unreadable(String message, Span within) {
      super(message);
      this.within = within;
    }

    /** Where in the whole text. */
    public Span within() {
      return within;
    }
  }

  /** Whether a text is anything but itself: it has a placeholder, or the sign of one escaped. */
  public static boolean in(String text) {
    return text.contains(OPEN);
  }

  /** Whether a text has the sign of a placeholder that is not escaped. */
  public static boolean unescapedIn(String text) {
    return text.replace(ESCAPED, " ").contains(OPEN);
  }

  /**
   * The parts of a text in order.
   *
   * @throws Unreadable where a placeholder is empty or does not end
   */
  public static List<Piece> of(String text) throws Unreadable {
    Placeholders placeholders = new Placeholders(text);
    placeholders.read();
    return List.copyOf(placeholders.pieces);
  }

  /**
   * Where the expressions of a text stand while it is written, blanks around them included: one
   * that does not end yet, or is not well formed, goes to the end of its line.
   */
  public static List<Span> typedIn(String text) {
    List<Span> spans = new ArrayList<>();
    int at = 0;
    while ((at = text.indexOf(OPEN, at)) >= 0) {
      int start = at + OPEN.length();
      if (at > 0 && text.charAt(at - 1) == '\\') {
        at = start;
        continue;
      }
      Placeholders rest = new Placeholders(text);
      int end;
      try {
        end = rest.placeholder(at) - 2;
      } catch (Unreadable unfinished) {
        int line = text.indexOf('\n', start);
        int close = text.indexOf("))", start);
        end = line < 0 ? text.length() : line;
        end = close < 0 ? end : Math.min(close, end);
      }
      spans.add(new Span(start, end));
      at = end;
    }
    return spans;
  }

  private void read() throws Unreadable {
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith(ESCAPED, at)) {
        literal.append(OPEN);
        at += ESCAPED.length();
      } else if (text.startsWith(OPEN, at)) {
        flush();
        at = placeholder(at);
      } else {
        literal.append(text.charAt(at));
        at++;
      }
    }
    flush();
  }

  private void flush() {
    if (!literal.isEmpty()) {
      pieces.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  /** Reads a placeholder; gives the offset after it. */
  private int placeholder(int open) throws Unreadable {
    int start = open + OPEN.length();
    int depth = 0;
    int at = start;
    while (at < text.length()) {
      char sign = text.charAt(at);
      if (sign == '"' || sign == '\'') {
        at = afterQuotes(open, at);
        continue;
      } else if (sign == '(') {
        depth++;
      } else if (sign == ')' && depth > 0) {
        depth--;
      } else if (sign == ')') {
        return close(open, start, at);
      }
      at++;
    }
    throw unreadable(
        "unterminated placeholder starting at", open, text.length(), ": missing closing '))'");
  }

  private int afterQuotes(int open, int quote) throws Unreadable {
    int at = quote + 1;
    while (at < text.length()) {
      char sign = text.charAt(at);
      if (sign == text.charAt(quote)) {
        return at + 1;
      }
      at += sign == '\\' ? 2 : 1;
    }
    throw unreadable(
        "unterminated string literal in placeholder starting at", open, text.length(), "");
  }

  private int close(int open, int start, int end) throws Unreadable {
    if (!text.startsWith("))", end)) {
      throw unreadable("unbalanced parenthesis in placeholder starting at", open, end + 1, "");
    }
    int from = start;
    int to = end;
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    if (from == to) {
      throw unreadable("empty placeholder at", open, end + 2, "");
    }
    pieces.add(new Expression(text.substring(from, to), new Span(from, to)));
    return end + 2;
  }

  private static boolean isBlank(char sign) {
    return Character.isWhitespace(sign) || Character.isSpaceChar(sign) || sign == '\u0085';
  }

  /** The reference counts bytes of UTF-8. */
  private Unreadable unreadable(String problem, int open, int end, String more) {
    int offset = text.substring(0, open).getBytes(StandardCharsets.UTF_8).length;
    return new Unreadable(problem + " offset " + offset + more, new Span(open, end));
  }
}
