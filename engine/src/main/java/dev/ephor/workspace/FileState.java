package dev.ephor.workspace;

import dev.ephor.text.SourceText;
import org.jspecify.annotations.Nullable;

/** One file of a snapshot. */
final class FileState {

  private final @Nullable SourceText disk;
  private final @Nullable SourceText editor;
  private final Documents documents;

  private FileState(@Nullable SourceText disk, @Nullable SourceText editor, Documents documents) {
    this.disk = disk;
    this.editor = editor;
    this.documents = documents;
  }

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

  /** Its text on disk, or null when it is not there. */
  @Nullable SourceText disk() {
    return disk;
  }

  /** Its text in an editor, which counts before the other; null when it is not open. */
  @Nullable SourceText editor() {
    return editor;
  }

  /** The documents of the text that counts. */
  Documents documents() {
    return documents;
  }
}
