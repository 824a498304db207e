package dev.ephor.expression.jmespath;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import java.util.List;

/** The tokens of an expression, read one after another, and what is noticed on the way. */
final class Tokens {

  private final String text;
  private final List<Token> tokens;
  private final List<SyntaxProblem> problems;
  private int next;

  /** Cuts a text into tokens; what is wrong with it is added to {@code problems}. */
  Tokens(String text, List<SyntaxProblem> problems) {
    this.text = text;
    this.tokens = Lexer.tokens(text, problems);
    this.problems = problems;
  }

  /** The length of the text. */
  int length() {
    return text.length();
  }

  /** The token at hand. */
  Token here() {
    return tokens.get(next);
  }

  /** How many tokens were taken. */
  int position() {
    return next;
  }

  /** Gives the token that was just taken back. */
  void giveBack() {
    next--;
  }

  void skipToEnd() {
    next = tokens.size() - 1;
  }

  TokenType current() {
    return here().type();
  }

  TokenType peek() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1)).type();
  }

  /** Goes past a token; the end stays at hand. */
  Token take() {
    Token token = here();
    if (token.type() != TokenType.END) {
      next++;
    }
    return token;
  }

  boolean expect(TokenType type, Severity severity) {
    if (current() == type) {
      take();
      return true;
    }
    String message = "SyntaxError: Expected " + type.label() + ", received: ";
    addHere(severity, message + current().label());
    return false;
  }

  /** Expects a closing bracket and, where it does not follow, looks for it further on. */
  void close(TokenType type) {
    if (!expect(type, Severity.ERROR)) {
      skipPast(type);
    }
  }

  /** Past the next bracket of a kind that closes what is open here; nowhere if there is none. */
  void skipPast(TokenType type) {
    int depth = 0;
    for (int i = next; i < tokens.size(); i++) {
      switch (tokens.get(i).type()) {
        case LEFT_PAREN, LEFT_BRACKET, LEFT_BRACE, FILTER -> depth++;
        case RIGHT_PAREN, RIGHT_BRACKET, RIGHT_BRACE -> {
          if (depth == 0) {
            next = tokens.get(i).type() == type ? i + 1 : next;
            return;
          }
          depth--;
        }
        default -> {}
      }
    }
  }

  int end() {
    return next == 0 ? 0 : tokens.get(next - 1).span().end();
  }

  Span from(Span start) {
    return new Span(start.start(), Math.max(start.end(), end()));
  }

  void problem(String message) {
    problem(message, here());
  }

  void problem(String message, Token token) {
    add(token.span(), Severity.ERROR, message, token.place());
  }

  void addHere(Severity severity, String message) {
    Token token = here();
    add(token.span(), severity, message, token.place());
  }

  void limit(String message) {
    add(new Span(0, text.length()), Severity.ERROR, message, -1);
  }

  void add(Span span, Severity severity, String message, int place) {
    if (problems.size() < Limits.PROBLEMS) {
      int caret = place < 0 ? -1 : Lexer.bytesBefore(text, place);
      problems.add(new SyntaxProblem(span, severity, message, caret));
    }
  }
}
