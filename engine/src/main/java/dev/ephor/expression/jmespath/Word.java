package dev.ephor.expression.jmespath;

import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A word or sign of an expression, for colouring; what is no token is left out.
 *
 * @param sort what it is
 * @param span where it stands in the text, quotes included
 */
public record Word(Sort sort, Span span) {

  /** What words there are. */
  public enum Sort {
    /** A field, or at the beginning of a path a variable. */
    NAME,
    FUNCTION,
    STRING,
    NUMBER,
    /** JSON between backticks. */
    LITERAL,
    SIGN
  }

  /** The words and signs of a text in order. */
  public static List<Word> of(String text) {
    List<Token> tokens = Lexer.tokens(text, new ArrayList<>());
    List<Word> words = new ArrayList<>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      Token token = tokens.get(i);
      Sort sort =
          switch (token.type()) {
            case IDENTIFIER ->
                tokens.get(i + 1).type() == TokenType.LEFT_PAREN ? Sort.FUNCTION : Sort.NAME;
            case QUOTED_IDENTIFIER -> Sort.NAME;
            case STRING_LITERAL -> Sort.STRING;
            case NUMBER -> Sort.NUMBER;
            case JSON_LITERAL -> Sort.LITERAL;
            default -> Sort.SIGN;
          };
      words.add(new Word(sort, token.span()));
    }
    return words;
  }
}
