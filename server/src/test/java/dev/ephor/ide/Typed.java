package dev.ephor.ide;

import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * A workspace of texts for tests of features, in one of which {@code |} may be the cursor.
 *
 * @param snapshot the workspace
 * @param file the first file
 * @param text its text, without the cursor
 * @param cursor the offset of the cursor in it; -1 where there is none
 */
public record Typed(Snapshot snapshot, FileId file, String text, int cursor) {

  /** One file. */
  public static Typed in(String file, String text) {
    return of(file, text);
  }

  /** Several files: name, text, name, text. The first is the one that is looked at. */
  public static Typed of(String... filesAndTexts) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < filesAndTexts.length; i += 2) {
      changes.add(
          new Change.InEditor(
              new FileId("/w/" + filesAndTexts[i]), SourceText.of(filesAndTexts[i + 1])));
    }
    return new Typed(
        new Workspace().update(changes),
        new FileId("/w/" + filesAndTexts[0]),
        filesAndTexts[1],
        -1);
  }

  /** The first {@code ‸} of the first text is the cursor, and taken out. */
  public static Typed atCursor(String... filesAndTexts) {
    String[] without = filesAndTexts.clone();
    int cursor = without[1].indexOf('‸');
    without[1] = without[1].replace("‸", "");
    Typed typed = of(without);
    return new Typed(typed.snapshot, typed.file, typed.text, cursor);
  }

  /** The text of the first file at a span. */
  public String at(Span span) {
    return text.substring(span.start(), span.end());
  }
}
