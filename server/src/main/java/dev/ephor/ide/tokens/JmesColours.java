package dev.ephor.ide.tokens;

import dev.ephor.expression.jmespath.Word.Sort;
import dev.ephor.ide.tokens.SemanticTokens.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the words of a JMESPath expression are. */
final class JmesColours {

  private JmesColours() {}

  static List<Word> of(String text) {
    List<Word> words = new ArrayList<>();
    String before = "";
    for (dev.ephor.expression.jmespath.Word word : dev.ephor.expression.jmespath.Word.of(text)) {
      String written = text.substring(word.span().start(), word.span().end());
      TokenType type = type(word.sort(), before, written);
      if (type != null) {
        words.add(new Word(word.span(), type));
      }
      before = written;
    }
    return words;
  }

  private static @Nullable TokenType type(Sort sort, String before, String written) {
    return switch (sort) {
      case NAME -> before.equals(".") ? TokenType.PROPERTY : TokenType.VARIABLE;
      case FUNCTION -> TokenType.FUNCTION;
      case STRING, LITERAL -> TokenType.STRING;
      case NUMBER -> TokenType.NUMBER;
      case SIGN -> ".,:()[]{}".contains(written) ? null : TokenType.OPERATOR;
    };
  }
}
