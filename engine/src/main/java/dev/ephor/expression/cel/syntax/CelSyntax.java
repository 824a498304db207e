package dev.ephor.expression.cel.syntax;

import dev.ephor.expression.cel.CelTokens;
import dev.ephor.expression.cel.CelTokens.Token;
import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads any text as an expression. What does not fit is left out, and a {@link CelPart.Missing}
 * stands where something should be.
 *
 * @see <a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax">CEL:
 *     syntax</a>
 */
public final class CelSyntax {

  /** Deeper nesting is not looked into; the compiler's own limit is 250. */
  private static final int DEEPEST = 250;

  /** Higher trees are not looked into: whoever walks them does so by recursion. */
  private static final int HIGHEST = 600;

  /** Binary operators, those that bind least first. */
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("||"),
          Set.of("&&"),
          Set.of("==", "!=", "<", "<=", ">", ">=", "in"),
          Set.of("+", "-"),
          Set.of("*", "/", "%"));

  private final String text;
  private final List<Token> tokens;
  private int next;
  private int depth;

  private CelSyntax(String text) {
    this.text = text;
    this.tokens = new CelTokens(text).all();
  }

  /** The tree of a text. */
  public static CelPart parse(String text) {
    CelSyntax syntax = new CelSyntax(text);
    CelPart root = syntax.expression();
    while (syntax.next < syntax.tokens.size() && root instanceof CelPart.Missing) {
      syntax.next++;
      root = syntax.expression();
    }
    return root.height() > HIGHEST ? new CelPart.Missing(new Span(0, text.length())) : root;
  }

  private CelPart expression() {
    if (++depth > DEEPEST) {
      next = tokens.size();
      depth--;
      return missing();
    }
    CelPart condition = binary(0);
    CelPart whole = condition;
    if (is("?")) {
      Span sign = take();
      CelPart yes = binary(0);
      CelPart no = is(":") ? afterColon() : missing();
      whole =
          new CelPart.Operation(
              "?:", sign, List.of(condition, yes, no), new Span(condition.span().start(), end()));
    }
    depth--;
    return whole;
  }

  private CelPart afterColon() {
    next++;
    return expression();
  }

  private CelPart binary(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    CelPart left = binary(level + 1);
    while (next < tokens.size() && LEVELS.get(level).contains(tokens.get(next).text())) {
      String operator = tokens.get(next).text();
      Span sign = take();
      CelPart right = binary(level + 1);
      left =
          new CelPart.Operation(
              operator, sign, List.of(left, right), new Span(left.span().start(), end()));
    }
    return left;
  }

  private CelPart unary() {
    if (is("!") || is("-")) {
      if (++depth > DEEPEST) {
        next = tokens.size();
        depth--;
        return missing();
      }
      String operator = tokens.get(next).text();
      Span sign = take();
      CelPart operand = unary();
      depth--;
      return new CelPart.Operation(operator, sign, List.of(operand), new Span(sign.start(), end()));
    }
    return chain(primary());
  }

  private CelPart primary() {
    if (next == tokens.size()) {
      return missing();
    }
    Token token = tokens.get(next);
    String word = token.text();
    char first = word.charAt(0);
    if (word.equals("(")) {
      next++;
      CelPart inner = expression();
      skipTo(")", token.depth());
      return inner;
    } else if (word.equals("[") || word.equals("[?")) {
      next++;
      List<CelPart> items = list("]", token.depth());
      return new CelPart.Listed(items, new Span(token.span().start(), end()));
    } else if (word.equals("{")) {
      return map(token);
    } else if (word.equals(".") && nameAt(next + 1)) {
      next++;
      return name(tokens.get(next));
    } else if (isText(word)) {
      next++;
      return text(token);
    } else if (first >= '0' && first <= '9') {
      next++;
      String type =
          word.endsWith("u") || word.endsWith("U")
              ? "uint"
              : !word.startsWith("0x") && (word.contains(".") || word.contains("e"))
                  ? "double"
                  : "int";
      return new CelPart.Constant(type, word, true, token.span());
    } else if (word.equals("true") || word.equals("false") || word.equals("null")) {
      next++;
      String type = word.equals("null") ? "null" : "bool";
      return new CelPart.Constant(type, word, true, token.span());
    } else if (nameAt(next)) {
      return name(token);
    }
    return missing();
  }

  private CelPart name(Token token) {
    next++;
    if (is("(")) {
      return call(null, token.text(), token.span(), token.span().start());
    }
    return new CelPart.Name(token.text(), token.span());
  }

  /** What follows a value: members, items, calls, and fields of a made object. */
  private CelPart chain(CelPart value) {
    CelPart part = value;
    int start = value.span().start();
    while (next < tokens.size() && !(part instanceof CelPart.Missing)) {
      String word = tokens.get(next).text();
      if (word.equals(".") || word.equals(".?")) {
        part = member(part, word.equals(".?"), start);
      } else if (word.equals("[") || word.equals("[?")) {
        int around = tokens.get(next).depth();
        next++;
        CelPart key = expression();
        skipTo("]", around);
        part = new CelPart.Item(part, key, word.equals("[?"), new Span(start, end()));
      } else if (word.equals("{") && dotted(part)) {
        part = made(part, start);
      } else {
        break;
      }
    }
    return part;
  }

  private CelPart member(CelPart target, boolean optional, int start) {
    next++;
    // "in" is no name, but what is being typed behind a dot may begin so.
    if (!nameAt(next) && !is("in")) {
      return new CelPart.Member(target, "", Span.at(end()), optional, new Span(start, end()));
    }
    Token token = tokens.get(next);
    next++;
    String name =
        token.text().charAt(0) == '`'
            ? token.text().substring(1, token.text().length() - 1)
            : token.text();
    return is("(") && !optional
        ? call(target, name, token.span(), start)
        : new CelPart.Member(target, name, token.span(), optional, new Span(start, end()));
  }

  private CelPart call(@Nullable CelPart target, String name, Span nameSpan, int start) {
    Token open = tokens.get(next);
    next++;
    List<CelPart> arguments = list(")", open.depth());
    return new CelPart.Call(
        target,
        name,
        nameSpan,
        arguments,
        new Span(open.span().start(), isClosed(")") ? end() : text.length()),
        new Span(start, end()));
  }

  private CelPart made(CelPart type, int start) {
    Token open = tokens.get(next);
    next++;
    List<CelPart.Assigned> fields = new ArrayList<>();
    while (!closes("}", open.depth())) {
      if (is("?")) {
        next++;
      }
      Token token = next < tokens.size() ? tokens.get(next) : open;
      if (!nameAt(next)) {
        if (!is(",")) {
          skipTo(",", open.depth() + 1);
        } else {
          next++;
        }
        continue;
      }
      next++;
      CelPart value = missing();
      if (is(":")) {
        next++;
        value = expression();
      }
      fields.add(new CelPart.Assigned(token.text(), token.span(), value));
      if (is(",")) {
        next++;
      } else if (!closes("}", open.depth())) {
        skipTo(",", open.depth() + 1);
      }
    }
    skipTo("}", open.depth());
    Span typeSpan = new Span(start, type.span().end());
    String written = text.substring(typeSpan.start(), typeSpan.end()).replaceAll("\\s+", "");
    return new CelPart.Made(written, typeSpan, List.copyOf(fields), new Span(start, end()));
  }

  private CelPart map(Token open) {
    next++;
    List<CelPart.Entry> entries = new ArrayList<>();
    while (!closes("}", open.depth())) {
      int before = next;
      if (is("?")) {
        next++;
      }
      CelPart key = expression();
      CelPart value = is(":") ? afterColon() : missing();
      entries.add(new CelPart.Entry(key, value));
      if (is(",")) {
        next++;
      } else if (!closes("}", open.depth())) {
        skipTo(",", open.depth() + 1);
      }
      next = Math.max(next, before + 1);
    }
    skipTo("}", open.depth());
    return new CelPart.Mapped(List.copyOf(entries), new Span(open.span().start(), end()));
  }

  /** The parts up to a closing bracket of a depth, which is taken. */
  private List<CelPart> list(String close, int around) {
    List<CelPart> parts = new ArrayList<>();
    while (!closes(close, around)) {
      int before = next;
      if (is("?")) {
        next++;
      }
      parts.add(expression());
      if (!is(",") && !closes(close, around)) {
        skipTo(",", around + 1);
      } else if (is(",")) {
        next++;
        if (next == tokens.size() || closes(close, around)) {
          parts.add(missing());
        }
      }
      if (next == before) {
        next++;
      }
    }
    skipTo(close, around);
    return List.copyOf(parts);
  }

  /** Takes everything up to a sign of a depth, and the sign; stops before what closes more. */
  private void skipTo(String sign, int around) {
    while (next < tokens.size()) {
      Token token = tokens.get(next);
      if (token.depth() < around) {
        return;
      }
      if (token.depth() == around && ")]}".contains(token.text()) && !token.text().equals(sign)) {
        return;
      }
      next++;
      if (token.depth() == around && token.text().equals(sign)) {
        return;
      }
    }
  }

  private boolean closes(String close, int around) {
    if (next == tokens.size()) {
      return true;
    }
    Token token = tokens.get(next);
    return token.depth() < around
        || (token.depth() == around
            && (token.text().equals(close) || ")]}".contains(token.text())));
  }

  private boolean isClosed(String close) {
    return next > 0 && tokens.get(next - 1).text().equals(close);
  }

  private static boolean dotted(CelPart part) {
    return part instanceof CelPart.Name
        || (part instanceof CelPart.Member member && !member.optional() && dotted(member.target()));
  }

  private boolean is(String sign) {
    return next < tokens.size() && tokens.get(next).text().equals(sign);
  }

  private boolean nameAt(int index) {
    if (index >= tokens.size()) {
      return false;
    }
    String word = tokens.get(index).text();
    char first = word.charAt(0);
    return (Character.isLetter(first) || first == '_' || (first == '`' && word.length() > 1))
        && !word.equals("in")
        && !isText(word);
  }

  private static boolean isText(String word) {
    int quote = 0;
    while (quote < word.length() && quote < 2 && "rRbB".indexOf(word.charAt(quote)) >= 0) {
      quote++;
    }
    return quote < word.length() && (word.charAt(quote) == '"' || word.charAt(quote) == '\'');
  }

  private static CelPart text(Token token) {
    String word = token.text();
    int start = 0;
    while (word.charAt(start) != '"' && word.charAt(start) != '\'') {
      start++;
    }
    String type =
        word.substring(0, start).toLowerCase(Locale.ROOT).contains("b") ? "bytes" : "string";
    String triple = word.substring(start, start + 1).repeat(3);
    String quote = word.startsWith(triple, start) ? triple : triple.substring(0, 1);
    int from = start + quote.length();
    boolean closed = word.length() >= from + quote.length() && word.endsWith(quote);
    String content = word.substring(from, closed ? word.length() - quote.length() : word.length());
    return new CelPart.Constant(type, content, closed, token.span());
  }

  private Span take() {
    Span span = tokens.get(next).span();
    next++;
    return span;
  }

  /** Where the token before the next one ends. */
  private int end() {
    return next == 0 ? 0 : tokens.get(next - 1).span().end();
  }

  private CelPart missing() {
    return new CelPart.Missing(Span.at(end()));
  }
}
