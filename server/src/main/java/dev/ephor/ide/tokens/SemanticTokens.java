package dev.ephor.ide.tokens;

import dev.ephor.policy.meaning.WrittenExpression;
import dev.ephor.policy.meaning.WrittenExpression.Language;
import dev.ephor.policy.meaning.WrittenExpressions;
import dev.ephor.text.Span;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** The semantic tokens of a file. */
public final class SemanticTokens {

  private SemanticTokens() {}

  /** A word in a text of its own. */
  record Word(Span span, TokenType type) {}

  /** The tokens of a file in the order of the text; they do not overlap. */
  public static List<SemanticToken> of(Snapshot snapshot, FileId file) {
    List<SemanticToken> tokens = new ArrayList<>();
    for (PlacedDocument document : snapshot.documents(file)) {
      for (SemanticToken token : of(document)) {
        tokens.add(new SemanticToken(token.span().shift(document.start()), token.type()));
      }
    }
    return tokens;
  }

  private static List<SemanticToken> of(PlacedDocument document) {
    List<SemanticToken> tokens = new ArrayList<>();
    String text = document.yaml().text();
    BitSet taken = new BitSet();
    // Inner expressions come before those around them, and expressions before the text they are in.
    for (WrittenExpression expression : WrittenExpressions.of(document.yaml())) {
      List<Word> words =
          expression.language() == Language.CEL
              ? CelColours.of(expression.text())
              : JmesColours.of(expression.text());
      for (Word word : words) {
        add(expression.map().toSource(word.span()), word.type(), text, taken, tokens);
      }
      if (expression.language() == Language.VARIABLE) {
        brackets(expression, "{{", "}}", text, taken, tokens);
      } else if (expression.language() == Language.CEL) {
        brackets(expression, "((", "))", text, taken, tokens);
      }
    }
    PatternColours.of(document.yaml(), word -> add(word.span(), word.type(), text, taken, tokens));
    tokens.sort(Comparator.comparingInt(token -> token.span().start()));
    return tokens;
  }

  /** The signs around an expression, if it stands between them. */
  private static void brackets(
      WrittenExpression expression,
      String opening,
      String closing,
      String text,
      BitSet taken,
      List<SemanticToken> tokens) {
    Span inside = expression.span();
    int open = inside.start() - opening.length();
    if (open < 0 || !text.startsWith(opening, open)) {
      return;
    }
    add(new Span(open, inside.start()), TokenType.OPERATOR, text, taken, tokens);
    if (text.startsWith(closing, inside.end())) {
      Span close = new Span(inside.end(), inside.end() + closing.length());
      add(close, TokenType.OPERATOR, text, taken, tokens);
    }
  }

  /** Adds a token, a piece for each line, unless something inside of it has one already. */
  private static void add(
      Span span, TokenType type, String text, BitSet taken, List<SemanticToken> tokens) {
    int next = taken.nextSetBit(span.start());
    if (span.isEmpty() || (next >= 0 && next < span.end())) {
      return;
    }
    taken.set(span.start(), span.end());
    for (int at = span.start(); at < span.end(); ) {
      int end = at;
      while (end < span.end() && "\n\r".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      int start = at;
      while (at > span.start() && start < end && text.charAt(start) == ' ') {
        start++;
      }
      if (start < end) {
        tokens.add(new SemanticToken(new Span(start, end), type));
      }
      at = end + 1;
    }
  }
}
