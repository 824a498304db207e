package dev.ephor.workspace;

import dev.ephor.text.TextEdit;
import java.util.List;

/** What a feature wants to do to one file. Only who shows the workspace carries it out. */
public sealed interface FileEdit {

  /** The file. */
  FileId file();

  /**
   * Pieces of its text are replaced.
   *
   * @param edits in the order of the text, none overlapping another
   */
  record Change(FileId file, List<TextEdit> edits) implements FileEdit {
    public Change {
      edits = List.copyOf(edits);
    }
  }

  /**
   * It does not exist and is written.
   *
   * @param text the whole of it
   */
  record Create(FileId file, String text) implements FileEdit {}
}
