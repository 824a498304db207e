package dev.ephor.workspace;

import dev.ephor.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * One file of a snapshot.
 *
 * @param disk its text on disk, or null when it is not there
 * @param editor its text in an editor, which counts before the other; null when it is not open
 * @param documents the documents of the text that counts
 */
record FileState(@Nullable SourceText disk, @Nullable SourceText editor, Documents documents) {

  /** The state after the texts changed, or null when neither is left. */
  static @Nullable FileState of(
      @Nullable FileState before, @Nullable SourceText disk, @Nullable SourceText editor) {
    SourceText counts = editor != null ? editor : disk;
    if (counts == null) {
      return null;
    }
    return new FileState(
        disk, editor, before == null ? Documents.of(counts) : before.documents.edited(counts));
  }
}
