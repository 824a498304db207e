package dev.ephor.ide.expression;

import dev.ephor.policy.meaning.Meaning;
import dev.ephor.policy.meaning.Meanings;
import dev.ephor.policy.meaning.WrittenExpression;
import dev.ephor.policy.meaning.WrittenExpression.Language;
import dev.ephor.policy.meaning.WrittenExpressions;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.text.Span;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.SourceMap;
import dev.ephor.yaml.TypingSite;
import dev.ephor.yaml.YamlDocument;
import java.util.Optional;

/**
 * A place inside of an expression.
 *
 * @param document the document that holds it
 * @param language what it is written in
 * @param path the way to its scalar, in a tree that may have been mended
 * @param text the expression alone
 * @param cursor the offset in the text
 * @param map from the text to the document
 * @param quote the quotation mark around the scalar, a blank for none
 * @param lead what must be written before it
 */
record ExpressionPlace(
    PlacedDocument document,
    Language language,
    NodePath path,
    String text,
    int cursor,
    SourceMap map,
    char quote,
    String lead) {

  /** The place at an offset of a file; empty outside of expressions. */
  static Optional<ExpressionPlace> at(Snapshot snapshot, FileId file, int offset) {
    PlacedDocument holder = snapshot.documentAt(file, offset);
    return holder == null ? Optional.empty() : in(holder, snapshot, offset - holder.start());
  }

  private static Optional<ExpressionPlace> in(
      PlacedDocument document, Snapshot snapshot, int offset) {
    YamlDocument yaml = document.yaml();
    Optional<WrittenExpression> here = WrittenExpressions.at(yaml, offset);
    if (here.isPresent()) {
      return Optional.of(written(document, here.get(), offset));
    }
    Optional<ExpressionPlace> after = afterBlanks(document, offset);
    if (after.isPresent()) {
      return after;
    }
    Optional<ExpressionPlace> value = notYet(document, snapshot, offset);
    return value.isPresent() ? value : inEmptyBlock(document, offset);
  }

  private static ExpressionPlace written(
      PlacedDocument document, WrittenExpression expression, int offset) {
    YamlDocument yaml = document.yaml();
    return new ExpressionPlace(
        document,
        expression.language(),
        NodePath.of(yaml, expression.node()),
        expression.text(),
        expression.offsetOf(offset),
        expression.map(),
        quote(yaml, expression),
        "");
  }

  private static char quote(YamlDocument yaml, WrittenExpression expression) {
    Span scalar =
        expression.inKey() ? yaml.keySpan(expression.node()) : yaml.valueSpan(expression.node());
    char first = scalar.isEmpty() ? ' ' : yaml.text().charAt(scalar.start());
    return first == '"' || first == '\'' ? first : ' ';
  }

  /** Blanks at the end of a scalar are not part of it, but who types there goes on with it. */
  private static Optional<ExpressionPlace> afterBlanks(PlacedDocument document, int offset) {
    String text = document.yaml().text();
    int end = offset;
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    if (end == offset || (offset < text.length() && text.charAt(offset) != '\n')) {
      return Optional.empty();
    }
    int last = end;
    return WrittenExpressions.at(document.yaml(), end)
        .filter(expression -> expression.span().end() == last || expression.touches(offset))
        .map(
            expression -> {
              if (expression.touches(offset)) {
                return written(document, expression, offset);
              }
              String whole = expression.text() + " ".repeat(offset - last);
              int length = expression.text().length();
              SourceMap inner = expression.map();
              return new ExpressionPlace(
                  document,
                  expression.language(),
                  NodePath.of(document.yaml(), expression.node()),
                  whole,
                  whole.length(),
                  at -> at <= length ? inner.toSource(at) : last + at - length,
                  quote(document.yaml(), expression),
                  "");
            });
  }

  /** A field for an expression that has no value yet. */
  private static Optional<ExpressionPlace> notYet(
      PlacedDocument document, Snapshot snapshot, int offset) {
    return TypingSite.at(document.yaml(), offset)
        .filter(site -> site.slot() == TypingSite.Slot.VALUE && site.typed().isEmpty())
        .flatMap(
            site -> {
              NodePath path = NodePath.of(site.tree(), site.node());
              Meaning meaning = Meanings.at(path, snapshot.schemas());
              for (var type : meaning.meant()) {
                if (type instanceof ScalarSchema scalar
                    && (scalar.kind() == ScalarSchema.Kind.CEL
                        || scalar.kind() == ScalarSchema.Kind.JMESPATH)) {
                  return Optional.of(
                      new ExpressionPlace(
                          document,
                          scalar.kind() == ScalarSchema.Kind.CEL ? Language.CEL : Language.JMESPATH,
                          path,
                          "",
                          0,
                          SourceMap.shiftedBy(site.replace().start()),
                          site.quote(),
                          site.lead()));
                }
              }
              return Optional.empty();
            });
  }

  /** The first line of a block scalar in which nothing is written yet. */
  private static Optional<ExpressionPlace> inEmptyBlock(PlacedDocument document, int offset) {
    String text = document.yaml().text();
    int line = text.lastIndexOf('\n', offset - 1) + 1;
    if (offset == line || !text.substring(line, offset).isBlank()) {
      return Optional.empty();
    }
    String begun = text.substring(0, offset) + TypingSite.NOTHING_YET + text.substring(offset);
    YamlDocument mended = TypingSite.read(begun);
    return WrittenExpressions.at(mended, offset)
        .filter(expression -> expression.text().strip().equals(TypingSite.NOTHING_YET))
        .map(
            expression ->
                new ExpressionPlace(
                    document,
                    expression.language(),
                    NodePath.of(mended, expression.node()),
                    "",
                    0,
                    SourceMap.shiftedBy(offset),
                    ' ',
                    ""));
  }

  /** Where a part of the text stands in the file. */
  Span inFile(Span part) {
    return map.toSource(part).shift(document.start());
  }

  /** A text as it is written at this place, within quotes if there are any. */
  String written(String inserted) {
    return lead
        + switch (quote) {
          case '"' -> inserted.replace("\\", "\\\\").replace("\"", "\\\"");
          case '\'' -> inserted.replace("'", "''");
          default -> inserted;
        };
  }

  /** The word at the cursor, which may be empty. */
  Span word() {
    int start = cursor;
    while (start > 0 && isWord(text.charAt(start - 1))) {
      start--;
    }
    int end = cursor;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return new Span(start, end);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** The text with a name at the cursor, where none is: so that a tree has a node there. */
  String withName() {
    return word().isEmpty() ? text.substring(0, cursor) + "x" + text.substring(cursor) : text;
  }

  /** Whether the word at the cursor stands behind a dot. */
  boolean afterDot() {
    int before = word().start() - 1;
    while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
      before--;
    }
    return before >= 0
        && (text.charAt(before) == '.'
            || (text.charAt(before) == '?' && before > 0 && text.charAt(before - 1) == '.'));
  }

  /** Whether a bracket already follows the word at the cursor. */
  boolean isCalled() {
    int end = word().end();
    return end < text.length() && text.charAt(end) == '(';
  }
}
