package dev.ephor.yaml.edit;

import dev.ephor.text.TextEdit;
import java.util.Comparator;
import java.util.List;

/** What becomes of the wish that a document have another value. */
public sealed interface Rewrite {

  /**
   * Edits after which the text reads as the new value.
   *
   * @param edits in the order of the text, apart from each other; offsets count from the start of
   *     the document. None where the value is what it was.
   */
  record Edits(List<TextEdit> edits) implements Rewrite {
    public Edits {
      edits = edits.stream().sorted(Comparator.comparingInt(edit -> edit.span().start())).toList();
    }

    /** A text in which the document begins at an offset, with the edits made. */
    public String applied(String text, int start) {
      return TextEdit.applied(text, shifted(start));
    }

    /** The edits in the offsets of a file in which the document begins at an offset. */
    public List<TextEdit> shifted(int start) {
      return edits.stream().map(edit -> edit.shift(start)).toList();
    }
  }

  /**
   * The text cannot be made to say it without touching what is not meant.
   *
   * @param reason why, and what to do; a sentence for people
   */
  record Refused(String reason) implements Rewrite {}
}
