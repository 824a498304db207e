package dev.ephor.expression.jmespath;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Pratt parser that always gives a tree. Its first error is the one at which the reference stops,
 * in the reference's words; then it goes on, leaving {@link Node.Missing} where nothing could be
 * read.
 */
final class Parser {

  private final Tokens tokens;
  private int nesting;

  private Parser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The tree of an expression; what is wrong is added to {@code problems}. */
  static Node parse(String text, List<SyntaxProblem> problems) {
    Parser parser = new Parser(new Tokens(text, problems));
    Node root = parser.expression(0);
    if (parser.tokens.current() != TokenType.END) {
      parser.tokens.problem(
          "SyntaxError: Unexpected token at the end of the expression: "
              + parser.tokens.current().label());
    }
    if (root.height() > Limits.HEIGHT) {
      parser.tokens.limit("the expression is taller than " + Limits.HEIGHT + " nodes");
      return new Node.Missing(new Span(0, text.length()));
    }
    return root;
  }

  private Node expression(int power) {
    if (++nesting > Limits.NESTING) {
      tokens.limit("the expression nests deeper than " + Limits.NESTING + " levels");
      tokens.skipToEnd();
      nesting--;
      return new Node.Missing(Span.at(tokens.length()));
    }
    Node left = prefix(tokens.take());
    while (power < tokens.current().power()) {
      left = infix(tokens.take(), left);
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
        if (tokens.current() == TokenType.LEFT_PAREN) {
          tokens.problem("SyntaxError: Can't have quoted identifier as function Name.", token);
        }
        yield new Node.Field(token.text(), span);
      }
      case STAR -> {
        Node right =
            tokens.current() == TokenType.RIGHT_BRACKET
                ? new Node.Identity(Span.at(tokens.end()))
                : projected(TokenType.STAR.power());
        yield new Node.ValueProjection(identity, right, tokens.from(span));
      }
      case FILTER -> filter(identity);
      case LEFT_BRACE -> multiSelectHash(span);
      case FLATTEN -> {
        Node left = new Node.Flatten(identity, span);
        yield new Node.Projection(left, projected(TokenType.FLATTEN.power()), tokens.from(span));
      }
      case LEFT_BRACKET -> prefixBracket(span, identity);
      case CURRENT -> new Node.Current(span);
      case EXPREF -> {
        Node body = expression(TokenType.EXPREF.power());
        yield new Node.ExpressionReference(body, tokens.from(span));
      }
      case NOT -> {
        Node body = expression(TokenType.NOT.power());
        yield new Node.Not(body, tokens.from(span));
      }
      case LEFT_PAREN -> {
        Node inner = expression(0);
        tokens.close(TokenType.RIGHT_PAREN);
        yield inner;
      }
      case END -> nothing(token, "SyntaxError: Incomplete expression");
      default -> nothing(token, "SyntaxError: Invalid token: " + token.type().label());
    };
  }

  /** Tokens that others wait for are given back, so that the tree around the gap stays whole. */
  private Node nothing(Token token, String message) {
    tokens.problem(message, token);
    switch (token.type()) {
      case NUMBER, COLON, UNKNOWN, END -> {}
      default -> tokens.giveBack();
    }
    return new Node.Missing(Span.at(token.span().start()));
  }

  /** What may follow an expression. */
  private Node infix(Token token, Node left) {
    TokenType type = token.type();
    return switch (type) {
      case DOT -> {
        if (tokens.current() == TokenType.STAR) {
          tokens.take();
          Node right = projected(type.power());
          yield new Node.ValueProjection(left, right, tokens.from(left.span()));
        }
        Node right = member(type.power());
        yield new Node.Subexpression(left, right, tokens.from(left.span()));
      }
      case PIPE -> {
        Node right = expression(type.power());
        yield new Node.Pipe(left, right, tokens.from(left.span()));
      }
      case OR -> {
        Node right = expression(type.power());
        yield new Node.Or(left, right, tokens.from(left.span()));
      }
      case AND -> {
        Node right = expression(type.power());
        yield new Node.And(left, right, tokens.from(left.span()));
      }
      case LEFT_PAREN -> call(left);
      case FILTER -> filter(left);
      case FLATTEN -> {
        Node flat = new Node.Flatten(left, tokens.from(left.span()));
        yield new Node.Projection(flat, projected(type.power()), tokens.from(left.span()));
      }
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL -> {
        Node.Operator operator = Node.Operator.valueOf(type.name());
        Node right = expression(type.power());
        yield new Node.Comparison(operator, left, right, tokens.from(left.span()));
      }
      case LEFT_BRACKET -> infixBracket(left);
      default -> {
        tokens.problem("SyntaxError: Unexpected token: " + type.label());
        if (type == TokenType.LEFT_BRACE) {
          tokens.skipPast(TokenType.RIGHT_BRACE);
        }
        yield left;
      }
    };
  }

  private Node literal(Token token) {
    try {
      return new Node.Literal(GoJsonReader.read(token.text()), token.span());
    } catch (JsonException e) {
      tokens.add(token.span(), Severity.ERROR, String.valueOf(e.getMessage()), -1);
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
    while (tokens.current() != TokenType.RIGHT_PAREN && tokens.current() != TokenType.END) {
      int before = tokens.position();
      arguments.add(expression(0));
      if (tokens.current() == TokenType.COMMA) {
        tokens.take();
      } else if (tokens.position() == before) {
        break;
      }
    }
    if (tokens.current() == TokenType.END) {
      tokens.problem("SyntaxError: Incomplete expression");
    } else {
      tokens.close(TokenType.RIGHT_PAREN);
    }
    return new Node.Call(name, left.span(), List.copyOf(arguments), tokens.from(left.span()));
  }

  private Node prefixBracket(Span span, Node identity) {
    if (tokens.current() == TokenType.NUMBER || tokens.current() == TokenType.COLON) {
      // here, and only here, the reference swallows the error and reads on with an empty node
      Optional<Node> right = inBrackets(span.start(), Severity.WARNING);
      return right.isEmpty()
          ? new Node.Missing(tokens.from(span))
          : projectIfSlice(identity, right.get(), span);
    }
    if (tokens.current() == TokenType.STAR && tokens.peek() == TokenType.RIGHT_BRACKET) {
      tokens.take();
      tokens.take();
      return new Node.Projection(identity, projected(TokenType.STAR.power()), tokens.from(span));
    }
    return multiSelectList(span);
  }

  private Node infixBracket(Node left) {
    if (tokens.current() == TokenType.NUMBER || tokens.current() == TokenType.COLON) {
      Optional<Node> right = inBrackets(tokens.end() - 1, Severity.ERROR);
      if (right.isEmpty()) {
        tokens.skipPast(TokenType.RIGHT_BRACKET);
        Node missing = new Node.Missing(Span.at(tokens.end()));
        return new Node.Bracket(left, missing, tokens.from(left.span()));
      }
      return projectIfSlice(left, right.get(), left.span());
    }
    if (tokens.current() != TokenType.STAR) {
      tokens.problem("SyntaxError: Expected tStar, received: " + tokens.current().label());
      tokens.skipPast(TokenType.RIGHT_BRACKET);
      Node missing = new Node.Missing(Span.at(tokens.end()));
      return new Node.Bracket(left, missing, tokens.from(left.span()));
    }
    tokens.take();
    tokens.close(TokenType.RIGHT_BRACKET);
    return new Node.Projection(left, projected(TokenType.STAR.power()), tokens.from(left.span()));
  }

  private Node projectIfSlice(Node left, Node right, Span start) {
    Node bracket = new Node.Bracket(left, right, tokens.from(start));
    return right instanceof Node.Slice
        ? new Node.Projection(bracket, projected(TokenType.STAR.power()), tokens.from(start))
        : bracket;
  }

  /** An index or a slice and its closing bracket; empty after a problem. */
  private Optional<Node> inBrackets(int start, Severity severity) {
    if (tokens.current() == TokenType.COLON || tokens.peek() == TokenType.COLON) {
      return slice(start, severity);
    }
    Optional<Integer> index = integer(severity);
    if (index.isEmpty()) {
      return Optional.empty();
    }
    tokens.take();
    if (!tokens.expect(TokenType.RIGHT_BRACKET, severity)) {
      return Optional.empty();
    }
    return Optional.of(new Node.Index(index.get(), new Span(start, tokens.end())));
  }

  private Optional<Node> slice(int start, Severity severity) {
    @Nullable Integer[] parts = new @Nullable Integer[3];
    int part = 0;
    while (tokens.current() != TokenType.RIGHT_BRACKET && part < 3) {
      if (tokens.current() == TokenType.COLON) {
        part++;
      } else if (tokens.current() == TokenType.NUMBER) {
        Optional<Integer> number = integer(severity);
        if (number.isEmpty()) {
          return Optional.empty();
        }
        parts[part] = number.get();
      } else {
        String message = "SyntaxError: Expected tColon or tNumber, received: ";
        tokens.addHere(severity, message + tokens.current().label());
        return Optional.empty();
      }
      tokens.take();
    }
    if (!tokens.expect(TokenType.RIGHT_BRACKET, severity)) {
      return Optional.empty();
    }
    Span span = new Span(start, tokens.end());
    return Optional.of(new Node.Slice(parts[0], parts[1], parts[2], span));
  }

  /** The number at hand, which is not taken. */
  private Optional<Integer> integer(Severity severity) {
    Token token = tokens.here();
    String written = token.text();
    if (written.equals("-")) {
      String message = "strconv.Atoi: parsing \"-\": invalid syntax";
      tokens.add(token.span(), severity, message, -1);
      return Optional.empty();
    }
    try {
      long number = Long.parseLong(written);
      // no list is longer than an int says; far indexes only have to stay far
      return Optional.of((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number)));
    } catch (NumberFormatException e) {
      String message = "strconv.Atoi: parsing \"" + written + "\": value out of range";
      tokens.add(token.span(), severity, message, -1);
      return Optional.empty();
    }
  }

  private Node filter(Node left) {
    Node condition = expression(0);
    tokens.close(TokenType.RIGHT_BRACKET);
    Node right =
        tokens.current() == TokenType.FLATTEN
            ? new Node.Identity(Span.at(tokens.end()))
            : projected(TokenType.FILTER.power());
    return new Node.Filter(left, right, condition, tokens.from(left.span()));
  }

  private Node multiSelectList(Span start) {
    List<Node> items = new ArrayList<>();
    while (true) {
      items.add(expression(0));
      if (tokens.current() == TokenType.RIGHT_BRACKET) {
        tokens.take();
        break;
      }
      if (tokens.current() == TokenType.COMMA) {
        tokens.take();
      } else {
        tokens.problem("SyntaxError: Expected tComma, received: " + tokens.current().label());
        tokens.skipPast(TokenType.RIGHT_BRACKET);
        break;
      }
    }
    return new Node.MultiSelectList(List.copyOf(items), tokens.from(start));
  }

  private Node multiSelectHash(Span start) {
    List<Node.Entry> entries = new ArrayList<>();
    while (true) {
      Token key = tokens.here();
      if (key.type() != TokenType.IDENTIFIER && key.type() != TokenType.QUOTED_IDENTIFIER) {
        tokens.problem("SyntaxError: Expected tQuotedIdentifier or tUnquotedIdentifier");
        tokens.skipPast(TokenType.RIGHT_BRACE);
        break;
      }
      tokens.take();
      Node value;
      if (tokens.expect(TokenType.COLON, Severity.ERROR)) {
        value = expression(0);
      } else {
        value = new Node.Missing(Span.at(tokens.end()));
      }
      entries.add(new Node.Entry(key.text(), key.span(), value, tokens.from(key.span())));
      if (tokens.current() == TokenType.COMMA) {
        tokens.take();
      } else if (tokens.current() == TokenType.RIGHT_BRACE) {
        tokens.take();
        break;
      }
    }
    return new Node.MultiSelectHash(List.copyOf(entries), tokens.from(start));
  }

  /** What may stand behind a dot. */
  private Node member(int power) {
    Token token = tokens.here();
    return switch (token.type()) {
      case QUOTED_IDENTIFIER, IDENTIFIER, STAR -> expression(power);
      case LEFT_BRACKET -> {
        tokens.take();
        yield multiSelectList(token.span());
      }
      case LEFT_BRACE -> {
        tokens.take();
        yield multiSelectHash(token.span());
      }
      default -> {
        tokens.problem("SyntaxError: Expected identifier, lbracket, or lbrace");
        yield new Node.Missing(Span.at(tokens.end()));
      }
    };
  }

  /** What a projection does with each item; the item itself where nothing follows. */
  private Node projected(int power) {
    if (tokens.current().power() < 10) {
      return new Node.Identity(Span.at(tokens.end()));
    }
    return switch (tokens.current()) {
      case LEFT_BRACKET, FILTER -> expression(power);
      case DOT -> {
        tokens.take();
        yield member(power);
      }
      default -> {
        tokens.problem("SyntaxError: Error");
        yield new Node.Missing(Span.at(tokens.end()));
      }
    };
  }
}
