package dev.ephor.text;

import java.util.List;

/**
 * The replacement of one span of a text.
 *
 * @param span what is replaced; empty for an insertion
 * @param replacement what stands there afterwards; empty for a deletion
 */
public record TextEdit(Span span, String replacement) {

  /** The same in a text in which so many units more stand before it. */
  public TextEdit shift(int distance) {
    return new TextEdit(span.shift(distance), replacement);
  }

  /** A text after edits that are in its order and apart. */
  public static String applied(String text, List<TextEdit> edits) {
    StringBuilder edited = new StringBuilder(text.length() + 64);
    int from = 0;
    for (TextEdit edit : edits) {
      edited.append(text, from, edit.span.start()).append(edit.replacement);
      from = edit.span.end();
    }
    return edited.append(text, from, text.length()).toString();
  }
}
