package dev.ephor.fix;

import dev.ephor.text.TextEdit;
import java.util.List;

/**
 * A text after edits.
 *
 * @param text as it is
 * @param shift what is to be added to the offsets of edits
 */
record Applied(String text, int shift) {

  /** The text with edits made that are in its order. */
  String with(List<TextEdit> edits) {
    StringBuilder edited = new StringBuilder(text.length() + 64);
    int from = 0;
    for (TextEdit edit : edits) {
      edited.append(text, from, edit.span().start() + shift).append(edit.replacement());
      from = edit.span().end() + shift;
    }
    return edited.append(text, from, text.length()).toString();
  }
}
