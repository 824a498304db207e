package dev.ephor.expression.cel;

import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words and signs of an expression, with which places inside it are found. The parser knows
 * where a part has its sign, not where it begins and ends.
 */
public final class CelTokens {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|//[^\\n]*"
              + "|[rRbB]{0,2}(?:\"\"\"(?s:.)*?\"\"\"|'''(?s:.)*?'''"
              + "|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'"
              + "|\"(?:\\\\.|[^\"\\\\\\n])*|'(?:\\\\.|[^'\\\\\\n])*)"
              + "|`[^`]*`|[\\p{L}_][\\p{L}\\p{N}_]*|[0-9][0-9a-zA-Z_]*(?:\\.[0-9][0-9a-zA-Z_]*)?"
              + "|&&|\\|\\||==|!=|<=|>=|\\.\\?|\\[\\?|(?s:.)");

  /**
   * A word or sign.
   *
   * @param span where it stands
   * @param text as it is written
   * @param depth how many brackets are around it; brackets themselves are of the depth around them
   */
  public record Token(Span span, String text, int depth) {}

  private final List<Token> tokens = new ArrayList<>();

  /** Reads a text; what is no CEL becomes signs of one letter each. */
  public CelTokens(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int depth = 0;
    while (matcher.find()) {
      String word = matcher.group();
      if (word.isBlank() || word.startsWith("//")) {
        continue;
      }
      depth -= ")]}".contains(word) ? 1 : 0;
      tokens.add(new Token(new Span(matcher.start(), matcher.end()), word, depth));
      depth += Set.of("(", "[", "[?", "{").contains(word) ? 1 : 0;
    }
  }

  /** The tokens in the order of the text, without white space and comments. */
  public List<Token> all() {
    return Collections.unmodifiableList(tokens);
  }

  /** The part around an offset, up to the brackets around it and to signs that divide. */
  Span around(int offset, Set<String> dividers) {
    int at = at(offset);
    if (at < 0) {
      return new Span(0, tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).span().end());
    }
    int depth = tokens.get(at).depth();
    int first = at;
    while (first > 0 && !ends(tokens.get(first - 1), depth, dividers)) {
      first--;
    }
    int last = at;
    while (last + 1 < tokens.size() && !ends(tokens.get(last + 1), depth, dividers)) {
      last++;
    }
    return new Span(tokens.get(first).span().start(), tokens.get(last).span().end());
  }

  private static boolean ends(Token token, int depth, Set<String> dividers) {
    return token.depth() < depth || (token.depth() == depth && dividers.contains(token.text()));
  }

  /** The last token that begins at or before an offset. */
  private int at(int offset) {
    int found = -1;
    for (int i = 0; i < tokens.size() && tokens.get(i).span().start() <= offset; i++) {
      found = i;
    }
    return found;
  }

  /**
   * Where a part of this text stands in the text that it was made of by putting words in between,
   * as auto-generation does; null where this text was made in another way.
   */
  public @Nullable Span in(CelTokens original, Span within) {
    int start = -1;
    int end = -1;
    int next = 0;
    for (Token token : tokens) {
      boolean written =
          next < original.tokens.size() && original.tokens.get(next).text().equals(token.text());
      if (!written) {
        continue;
      }
      Span span = original.tokens.get(next).span();
      if (token.span().start() >= within.start() && token.span().end() <= within.end()) {
        start = start < 0 ? span.start() : start;
        end = span.end();
      }
      next++;
    }
    return next < original.tokens.size() || start < 0 ? null : new Span(start, end);
  }
}
