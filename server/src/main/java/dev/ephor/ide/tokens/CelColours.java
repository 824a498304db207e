package dev.ephor.ide.tokens;

import dev.ephor.expression.cel.CelTokens;
import dev.ephor.ide.tokens.SemanticTokens.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the words of a CEL expression are. */
final class CelColours {

  private static final Set<String> KEYWORDS = Set.of("in", "true", "false", "null");

  /** Calls that the parser replaces. */
  private static final Set<String> MACROS =
      Set.of(
          "has",
          "all",
          "exists",
          "exists_one",
          "existsOne",
          "map",
          "filter",
          "transformList",
          "transformMap",
          "transformMapEntry",
          "optMap",
          "optFlatMap",
          "bind");

  private CelColours() {}

  static List<Word> of(String text) {
    List<CelTokens.Token> tokens = new CelTokens(text).all();
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      String before = i == 0 ? "" : tokens.get(i - 1).text();
      String after = i + 1 == tokens.size() ? "" : tokens.get(i + 1).text();
      TokenType type = type(tokens.get(i).text(), before, after);
      if (type != null) {
        words.add(new Word(tokens.get(i).span(), type));
      }
    }
    return words;
  }

  private static @Nullable TokenType type(String word, String before, String after) {
    char first = word.charAt(0);
    boolean quoted = word.endsWith("\"") || word.endsWith("'");
    if (quoted && word.length() > 1) {
      return TokenType.STRING;
    } else if (Character.isDigit(first)) {
      return TokenType.NUMBER;
    } else if (Character.isLetter(first) || first == '_' || first == '`') {
      return name(word, before.equals(".") || before.equals(".?"), after);
    }
    return ".,:()[]{}\"'".contains(word) ? null : TokenType.OPERATOR;
  }

  private static TokenType name(String word, boolean member, String after) {
    if (after.equals("(")) {
      return MACROS.contains(word) ? TokenType.MACRO : TokenType.FUNCTION;
    } else if (KEYWORDS.contains(word) && !member) {
      return TokenType.KEYWORD;
    } else if (after.equals("{")) {
      return TokenType.TYPE;
    }
    return member ? TokenType.PROPERTY : TokenType.VARIABLE;
  }
}
