package dev.ephor.expression.jmespath;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.GoQuote;
import dev.ephor.value.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into tokens. What is no token is a problem and is left out. */
final class Lexer {

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final List<SyntaxProblem> problems;
  private int at;

  private Lexer(String text, List<SyntaxProblem> problems) {
    this.text = text;
    this.problems = problems;
  }

  /** The tokens of an expression; the last one is its end. */
  static List<Token> tokens(String text, List<SyntaxProblem> problems) {
    Lexer lexer = new Lexer(text, problems);
    while (lexer.at < text.length()) {
      lexer.token();
    }
    lexer.tokens.add(new Token(TokenType.END, "", Span.at(text.length()), text.length()));
    return lexer.tokens;
  }

  /** How many bytes of UTF-8 stand before an offset. */
  static int bytesBefore(String text, int offset) {
    return text.substring(0, offset).getBytes(StandardCharsets.UTF_8).length;
  }

  private void token() {
    char c = text.charAt(at);
    if (letter(c)) {
      identifier();
    } else if (c == '-' || digit(c)) {
      int end = at + 1;
      while (end < text.length() && digit(text.charAt(end))) {
        end++;
      }
      add(TokenType.NUMBER, end);
    } else {
      switch (c) {
        case ' ', '\t', '\n', '\r' -> at++;
        case '.' -> add(TokenType.DOT, at + 1);
        case '*' -> add(TokenType.STAR, at + 1);
        case ',' -> add(TokenType.COMMA, at + 1);
        case ':' -> add(TokenType.COLON, at + 1);
        case '{' -> add(TokenType.LEFT_BRACE, at + 1);
        case '}' -> add(TokenType.RIGHT_BRACE, at + 1);
        case ']' -> add(TokenType.RIGHT_BRACKET, at + 1);
        case '(' -> add(TokenType.LEFT_PAREN, at + 1);
        case ')' -> add(TokenType.RIGHT_PAREN, at + 1);
        case '@' -> add(TokenType.CURRENT, at + 1);
        case '[' -> bracket();
        case '"' -> quotedIdentifier();
        case '\'' -> rawString();
        case '`' -> literal();
        case '|' -> oneOrTwo('|', TokenType.PIPE, TokenType.OR);
        case '<' -> oneOrTwo('=', TokenType.LESS, TokenType.LESS_OR_EQUAL);
        case '>' -> oneOrTwo('=', TokenType.GREATER, TokenType.GREATER_OR_EQUAL);
        case '!' -> oneOrTwo('=', TokenType.NOT, TokenType.NOT_EQUAL);
        case '=' -> oneOrTwo('=', TokenType.UNKNOWN, TokenType.EQUAL);
        case '&' -> oneOrTwo('&', TokenType.EXPREF, TokenType.AND);
        default -> unknown();
      }
    }
  }

  private void add(TokenType type, int end) {
    tokens.add(new Token(type, text.substring(at, end), new Span(at, end), at));
    at = end;
  }

  private void oneOrTwo(char second, TokenType one, TokenType two) {
    boolean both = at + 1 < text.length() && text.charAt(at + 1) == second;
    add(both ? two : one, both ? at + 2 : at + 1);
  }

  private void bracket() {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (next == '?') {
      add(TokenType.FILTER, at + 2);
    } else if (next == ']') {
      add(TokenType.FLATTEN, at + 2);
    } else {
      add(TokenType.LEFT_BRACKET, at + 1);
    }
  }

  private void identifier() {
    int end = at + 1;
    while (end < text.length() && (letter(text.charAt(end)) || digit(text.charAt(end)))) {
      end++;
    }
    add(TokenType.IDENTIFIER, end);
  }

  private void quotedIdentifier() {
    int close = closing('"');
    if (close < 0) {
      unclosed('"');
      return;
    }
    Span span = new Span(at, close + 1);
    String name = text.substring(at + 1, close);
    if (name.indexOf('\\') >= 0 || name.chars().anyMatch(c -> c < ' ')) {
      try {
        name = String.valueOf(GoJsonReader.read('"' + name + '"').asString());
      } catch (JsonException e) {
        problems.add(new SyntaxProblem(span, Severity.ERROR, message(e), -1));
      }
    }
    tokens.add(new Token(TokenType.QUOTED_IDENTIFIER, name, span, at));
    at = close + 1;
  }

  private void literal() {
    int close = closing('`');
    if (close < 0) {
      unclosed('`');
      return;
    }
    String json = text.substring(at + 1, close).replace("\\`", "`");
    tokens.add(new Token(TokenType.JSON_LITERAL, json, new Span(at, close + 1), at + 1));
    at = close + 1;
  }

  /** Only {@code \'} is an escape here. */
  private void rawString() {
    StringBuilder content = new StringBuilder();
    int next = at + 1;
    while (next < text.length() && text.charAt(next) != '\'') {
      if (text.startsWith("\\'", next)) {
        next++;
      }
      content.append(text.charAt(next++));
    }
    if (next == text.length()) {
      unclosed('\'');
      return;
    }
    Span span = new Span(at, next + 1);
    tokens.add(new Token(TokenType.STRING_LITERAL, content.toString(), span, at + 1));
    at = next + 1;
  }

  private int closing(char quote) {
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        return i;
      }
      if (c == '\\') {
        i++;
      }
    }
    return -1;
  }

  /** The rest of the text is taken for what was meant to be quoted. */
  private void unclosed(char quote) {
    Span span = new Span(at, text.length());
    int caret = bytesBefore(text, text.length());
    String message = "SyntaxError: Unclosed delimiter: " + quote;
    problems.add(new SyntaxProblem(span, Severity.ERROR, message, caret));
    TokenType type = quote == '"' ? TokenType.QUOTED_IDENTIFIER : TokenType.STRING_LITERAL;
    tokens.add(new Token(type, text.substring(at + 1), span, at));
    at = text.length();
  }

  private void unknown() {
    int rune = text.codePointAt(at);
    int end = at + Character.charCount(rune);
    if (problems.size() < Limits.PROBLEMS) {
      String message = "SyntaxError: Unknown char: " + GoQuote.quoteRuneToAscii(rune);
      int caret = bytesBefore(text, end) - 1;
      problems.add(new SyntaxProblem(new Span(at, end), Severity.ERROR, message, caret));
    }
    at = end;
  }

  private static String message(JsonException e) {
    return String.valueOf(e.getMessage());
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
