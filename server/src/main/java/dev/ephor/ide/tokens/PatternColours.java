package dev.ephor.ide.tokens;

import dev.ephor.ide.tokens.SemanticTokens.Word;
import dev.ephor.policy.meaning.Dialect;
import dev.ephor.policy.meaning.Meanings;
import dev.ephor.schema.Schemas;
import dev.ephor.text.Span;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.SourceMap;
import dev.ephor.yaml.YamlDocument;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Anchors on the keys of patterns and patches, operators and wildcards in the values of patterns.
 */
final class PatternColours {

  private static final Pattern ANCHOR = Pattern.compile("([+<=X^]?\\()(.*)\\)");

  /** What stands between conditions, before one, and wildcards in it. */
  private static final Pattern OPERATOR =
      Pattern.compile("\\s[|&]\\s|[|&]|(?<=^|[|&]\\s?)\\s*(>=|<=|>|<|!)|[*?]");

  private static final Pattern REFERENCE = Pattern.compile("\\$\\([^ )]*\\)");

  private PatternColours() {}

  static void of(YamlDocument document, Consumer<Word> found) {
    Meanings.walk(
        document.root(),
        Schemas.BUILT_IN,
        (value, key, meaning) -> {
          if (meaning.dialect() != Dialect.PLAIN) {
            place(document, value, key, meaning.dialect(), found);
          }
        });
  }

  private static void place(
      YamlDocument document,
      Value value,
      @Nullable String key,
      Dialect dialect,
      Consumer<Word> found) {
    int node = value.node();
    if (key != null) {
      anchor(document.keySourceMap(node), key, found);
    }
    if (value.asString() != null && document.kind(node) != NodeKind.ALIAS) {
      SourceMap map = document.sourceMap(node);
      String written = document.scalarText(node);
      each(REFERENCE, written, map, TokenType.VARIABLE, found);
      if (dialect == Dialect.PATTERN && !written.contains("{{")) {
        each(OPERATOR, written, map, TokenType.OPERATOR, found);
      }
    }
  }

  private static void anchor(SourceMap map, String key, Consumer<Word> found) {
    Matcher anchor = ANCHOR.matcher(key);
    if (anchor.matches()) {
      found.accept(new Word(map.toSource(new Span(0, anchor.end(1))), TokenType.OPERATOR));
      Span name = new Span(anchor.start(2), anchor.end(2));
      found.accept(new Word(map.toSource(name), TokenType.PROPERTY));
      Span close = new Span(anchor.end(2), anchor.end());
      found.accept(new Word(map.toSource(close), TokenType.OPERATOR));
    }
  }

  private static void each(
      Pattern pattern, String text, SourceMap map, TokenType type, Consumer<Word> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      int start = matcher.start();
      int end = matcher.end();
      while (start < end && text.charAt(start) == ' ') {
        start++;
      }
      while (end > start && text.charAt(end - 1) == ' ') {
        end--;
      }
      found.accept(new Word(map.toSource(new Span(start, end)), type));
    }
  }
}
