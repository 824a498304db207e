package dev.ephor.expression.jmespath;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Pratt parser that always gives a tree. Its first error is the one at which the reference stops,
 * in the reference's words; then it goes on, leaving {@link Node.Missing} where nothing could be
 * read.
 */
final class Parser {

  private final String text;
  private final List<Token> tokens;
  private final List<SyntaxProblem> problems;
  private int next;
  private int nesting;

  private Parser(String text, List<Token> tokens, List<SyntaxProblem> problems) {
    this.text = text;
    this.tokens = tokens;
    this.problems = problems;
  }

  /** The tree of an expression; what is wrong is added to {@code problems}. */
  static Node parse(String text, List<SyntaxProblem> problems) {
    Parser parser = new Parser(text, Lexer.tokens(text, problems), problems);
    Node root = parser.expression(0);
    if (parser.current() != TokenType.END) {
      parser.problem(
          "SyntaxError: Unexpected token at the end of the expression: "
              + parser.current().label());
    }
    if (height(root) > Limits.HEIGHT) {
      parser.limit("the expression is taller than " + Limits.HEIGHT + " nodes");
      return new Node.Missing(new Span(0, text.length()));
    }
    return root;
  }

  private Node expression(int power) {
    if (++nesting > Limits.NESTING) {
      limit("the expression nests deeper than " + Limits.NESTING + " levels");
      next = tokens.size() - 1;
      nesting--;
      return new Node.Missing(Span.at(text.length()));
    }
    Node left = prefix(take());
    while (power < current().power()) {
      left = infix(take(), left);
    }
    nesting--;
    return left;
  }

  /** What may begin an expression. */
  private Node prefix(Token token) {
    Span span = token.span();
    Node identity = new Node.Identity(Span.at(span.start()));
    return switch (token.type()) {
      case JSON_LITERAL -> literal(token);
      case STRING_LITERAL -> new Node.Literal(Scalar.of(token.text()), span);
      case IDENTIFIER -> new Node.Field(token.text(), span);
      case QUOTED_IDENTIFIER -> {
        if (current() == TokenType.LEFT_PAREN) {
          problem("SyntaxError: Can't have quoted identifier as function Name.", token);
        }
        yield new Node.Field(token.text(), span);
      }
      case STAR -> {
        Node right =
            current() == TokenType.RIGHT_BRACKET
                ? new Node.Identity(Span.at(end()))
                : projected(TokenType.STAR.power());
        yield new Node.ValueProjection(identity, right, from(span));
      }
      case FILTER -> filter(identity);
      case LEFT_BRACE -> multiSelectHash(span);
      case FLATTEN -> {
        Node left = new Node.Flatten(identity, span);
        yield new Node.Projection(left, projected(TokenType.FLATTEN.power()), from(span));
      }
      case LEFT_BRACKET -> prefixBracket(span, identity);
      case CURRENT -> new Node.Current(span);
      case EXPREF -> {
        Node body = expression(TokenType.EXPREF.power());
        yield new Node.ExpressionReference(body, from(span));
      }
      case NOT -> {
        Node body = expression(TokenType.NOT.power());
        yield new Node.Not(body, from(span));
      }
      case LEFT_PAREN -> {
        Node inner = expression(0);
        close(TokenType.RIGHT_PAREN);
        yield inner;
      }
      case END -> nothing(token, "SyntaxError: Incomplete expression");
      default -> nothing(token, "SyntaxError: Invalid token: " + token.type().label());
    };
  }

  /** Tokens that others wait for are given back, so that the tree around the gap stays whole. */
  private Node nothing(Token token, String message) {
    problem(message, token);
    switch (token.type()) {
      case NUMBER, COLON, UNKNOWN, END -> {}
      default -> next--;
    }
    return new Node.Missing(Span.at(token.span().start()));
  }

  /** What may follow an expression. */
  private Node infix(Token token, Node left) {
    TokenType type = token.type();
    return switch (type) {
      case DOT -> {
        if (current() == TokenType.STAR) {
          take();
          Node right = projected(type.power());
          yield new Node.ValueProjection(left, right, from(left.span()));
        }
        Node right = member(type.power());
        yield new Node.Subexpression(left, right, from(left.span()));
      }
      case PIPE -> {
        Node right = expression(type.power());
        yield new Node.Pipe(left, right, from(left.span()));
      }
      case OR -> {
        Node right = expression(type.power());
        yield new Node.Or(left, right, from(left.span()));
      }
      case AND -> {
        Node right = expression(type.power());
        yield new Node.And(left, right, from(left.span()));
      }
      case LEFT_PAREN -> call(left);
      case FILTER -> filter(left);
      case FLATTEN -> {
        Node flat = new Node.Flatten(left, from(left.span()));
        yield new Node.Projection(flat, projected(type.power()), from(left.span()));
      }
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL -> {
        Node.Operator operator = Node.Operator.valueOf(type.name());
        Node right = expression(type.power());
        yield new Node.Comparison(operator, left, right, from(left.span()));
      }
      case LEFT_BRACKET -> infixBracket(left);
      default -> {
        problem("SyntaxError: Unexpected token: " + type.label());
        if (type == TokenType.LEFT_BRACE) {
          skipPast(TokenType.RIGHT_BRACE);
        }
        yield left;
      }
    };
  }

  private Node literal(Token token) {
    try {
      return new Node.Literal(GoJsonReader.read(token.text()), token.span());
    } catch (JsonException e) {
      add(token.span(), Severity.ERROR, String.valueOf(e.getMessage()), -1);
      return new Node.Missing(token.span());
    }
  }

  private Node call(Node left) {
    String name =
        left instanceof Node.Field field
            ? field.name()
            : left instanceof Node.Literal literal
                ? literal.value().asString()
                : left instanceof Node.Call call ? call.name() : null;
    List<Node> arguments = new ArrayList<>();
    while (current() != TokenType.RIGHT_PAREN && current() != TokenType.END) {
      int before = next;
      arguments.add(expression(0));
      if (current() == TokenType.COMMA) {
        take();
      } else if (next == before) {
        break;
      }
    }
    if (current() == TokenType.END) {
      problem("SyntaxError: Incomplete expression");
    } else {
      close(TokenType.RIGHT_PAREN);
    }
    return new Node.Call(name, left.span(), List.copyOf(arguments), from(left.span()));
  }

  private Node prefixBracket(Span span, Node identity) {
    if (current() == TokenType.NUMBER || current() == TokenType.COLON) {
      // here, and only here, the reference swallows the error and reads on with an empty node
      Optional<Node> right = inBrackets(span.start(), Severity.WARNING);
      return right.isEmpty()
          ? new Node.Missing(from(span))
          : projectIfSlice(identity, right.get(), span);
    }
    if (current() == TokenType.STAR && peek() == TokenType.RIGHT_BRACKET) {
      take();
      take();
      return new Node.Projection(identity, projected(TokenType.STAR.power()), from(span));
    }
    return multiSelectList(span);
  }

  private Node infixBracket(Node left) {
    if (current() == TokenType.NUMBER || current() == TokenType.COLON) {
      Optional<Node> right = inBrackets(end() - 1, Severity.ERROR);
      if (right.isEmpty()) {
        skipPast(TokenType.RIGHT_BRACKET);
        Node missing = new Node.Missing(Span.at(end()));
        return new Node.Bracket(left, missing, from(left.span()));
      }
      return projectIfSlice(left, right.get(), left.span());
    }
    if (current() != TokenType.STAR) {
      problem("SyntaxError: Expected tStar, received: " + current().label());
      skipPast(TokenType.RIGHT_BRACKET);
      Node missing = new Node.Missing(Span.at(end()));
      return new Node.Bracket(left, missing, from(left.span()));
    }
    take();
    close(TokenType.RIGHT_BRACKET);
    return new Node.Projection(left, projected(TokenType.STAR.power()), from(left.span()));
  }

  private Node projectIfSlice(Node left, Node right, Span start) {
    Node bracket = new Node.Bracket(left, right, from(start));
    return right instanceof Node.Slice
        ? new Node.Projection(bracket, projected(TokenType.STAR.power()), from(start))
        : bracket;
  }

  /** An index or a slice and its closing bracket; empty after a problem. */
  private Optional<Node> inBrackets(int start, Severity severity) {
    if (current() == TokenType.COLON || peek() == TokenType.COLON) {
      return slice(start, severity);
    }
    Optional<Integer> index = integer(severity);
    if (index.isEmpty()) {
      return Optional.empty();
    }
    take();
    if (!expect(TokenType.RIGHT_BRACKET, severity)) {
      return Optional.empty();
    }
    return Optional.of(new Node.Index(index.get(), new Span(start, end())));
  }

  private Optional<Node> slice(int start, Severity severity) {
    @Nullable Integer[] parts = new @Nullable Integer[3];
    int part = 0;
    while (current() != TokenType.RIGHT_BRACKET && part < 3) {
      if (current() == TokenType.COLON) {
        part++;
      } else if (current() == TokenType.NUMBER) {
        Optional<Integer> number = integer(severity);
        if (number.isEmpty()) {
          return Optional.empty();
        }
        parts[part] = number.get();
      } else {
        String message = "SyntaxError: Expected tColon or tNumber, received: ";
        addHere(severity, message + current().label());
        return Optional.empty();
      }
      take();
    }
    if (!expect(TokenType.RIGHT_BRACKET, severity)) {
      return Optional.empty();
    }
    Span span = new Span(start, end());
    return Optional.of(new Node.Slice(parts[0], parts[1], parts[2], span));
  }

  /** The number at hand, which is not taken. */
  private Optional<Integer> integer(Severity severity) {
    Token token = tokens.get(next);
    String written = token.text();
    if (written.equals("-")) {
      String message = "strconv.Atoi: parsing \"-\": invalid syntax";
      add(token.span(), severity, message, -1);
      return Optional.empty();
    }
    try {
      long number = Long.parseLong(written);
      // no list is longer than an int says; far indexes only have to stay far
      return Optional.of((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number)));
    } catch (NumberFormatException e) {
      String message = "strconv.Atoi: parsing \"" + written + "\": value out of range";
      add(token.span(), severity, message, -1);
      return Optional.empty();
    }
  }

  private Node filter(Node left) {
    Node condition = expression(0);
    close(TokenType.RIGHT_BRACKET);
    Node right =
        current() == TokenType.FLATTEN
            ? new Node.Identity(Span.at(end()))
            : projected(TokenType.FILTER.power());
    return new Node.Filter(left, right, condition, from(left.span()));
  }

  private Node multiSelectList(Span start) {
    List<Node> items = new ArrayList<>();
    while (true) {
      items.add(expression(0));
      if (current() == TokenType.RIGHT_BRACKET) {
        take();
        break;
      }
      if (current() == TokenType.COMMA) {
        take();
      } else {
        problem("SyntaxError: Expected tComma, received: " + current().label());
        skipPast(TokenType.RIGHT_BRACKET);
        break;
      }
    }
    return new Node.MultiSelectList(List.copyOf(items), from(start));
  }

  private Node multiSelectHash(Span start) {
    List<Node.Entry> entries = new ArrayList<>();
    while (true) {
      Token key = tokens.get(next);
      if (key.type() != TokenType.IDENTIFIER && key.type() != TokenType.QUOTED_IDENTIFIER) {
        problem("SyntaxError: Expected tQuotedIdentifier or tUnquotedIdentifier");
        skipPast(TokenType.RIGHT_BRACE);
        break;
      }
      take();
      Node value;
      if (expect(TokenType.COLON, Severity.ERROR)) {
        value = expression(0);
      } else {
        value = new Node.Missing(Span.at(end()));
      }
      entries.add(new Node.Entry(key.text(), key.span(), value, from(key.span())));
      if (current() == TokenType.COMMA) {
        take();
      } else if (current() == TokenType.RIGHT_BRACE) {
        take();
        break;
      }
    }
    return new Node.MultiSelectHash(List.copyOf(entries), from(start));
  }

  /** What may stand behind a dot. */
  private Node member(int power) {
    Token token = tokens.get(next);
    return switch (token.type()) {
      case QUOTED_IDENTIFIER, IDENTIFIER, STAR -> expression(power);
      case LEFT_BRACKET -> {
        take();
        yield multiSelectList(token.span());
      }
      case LEFT_BRACE -> {
        take();
        yield multiSelectHash(token.span());
      }
      default -> {
        problem("SyntaxError: Expected identifier, lbracket, or lbrace");
        yield new Node.Missing(Span.at(end()));
      }
    };
  }

  /** What a projection does with each item; the item itself where nothing follows. */
  private Node projected(int power) {
    if (current().power() < 10) {
      return new Node.Identity(Span.at(end()));
    }
    return switch (current()) {
      case LEFT_BRACKET, FILTER -> expression(power);
      case DOT -> {
        take();
        yield member(power);
      }
      default -> {
        problem("SyntaxError: Error");
        yield new Node.Missing(Span.at(end()));
      }
    };
  }

  private TokenType current() {
    return tokens.get(next).type();
  }

  private TokenType peek() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1)).type();
  }

  /** Goes past a token; the end stays at hand. */
  private Token take() {
    Token token = tokens.get(next);
    if (token.type() != TokenType.END) {
      next++;
    }
    return token;
  }

  private boolean expect(TokenType type, Severity severity) {
    if (current() == type) {
      take();
      return true;
    }
    String message = "SyntaxError: Expected " + type.label() + ", received: ";
    addHere(severity, message + current().label());
    return false;
  }

  /** Expects a closing bracket and, where it does not follow, looks for it further on. */
  private void close(TokenType type) {
    if (!expect(type, Severity.ERROR)) {
      skipPast(type);
    }
  }

  /** Past the next bracket of a kind that closes what is open here; nowhere if there is none. */
  private void skipPast(TokenType type) {
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

  private int end() {
    return next == 0 ? 0 : tokens.get(next - 1).span().end();
  }

  private Span from(Span start) {
    return new Span(start.start(), Math.max(start.end(), end()));
  }

  private void problem(String message) {
    problem(message, tokens.get(next));
  }

  private void problem(String message, Token token) {
    add(token.span(), Severity.ERROR, message, token.place());
  }

  private void addHere(Severity severity, String message) {
    Token token = tokens.get(next);
    add(token.span(), severity, message, token.place());
  }

  private void limit(String message) {
    add(new Span(0, text.length()), Severity.ERROR, message, -1);
  }

  private void add(Span span, Severity severity, String message, int place) {
    if (problems.size() < Limits.PROBLEMS) {
      int caret = place < 0 ? -1 : Lexer.bytesBefore(text, place);
      problems.add(new SyntaxProblem(span, severity, message, caret));
    }
  }

  private static int height(Node root) {
    record Level(Node node, int depth) {}
    Deque<Level> open = new ArrayDeque<>();
    open.push(new Level(root, 1));
    int height = 0;
    while (!open.isEmpty()) {
      Level level = open.pop();
      height = Math.max(height, level.depth());
      for (Node child : level.node().children()) {
        open.push(new Level(child, level.depth() + 1));
      }
    }
    return height;
  }
}
