package dev.ephor.workspace;

import dev.ephor.text.SourceText;
import dev.ephor.yaml.Problem;
import dev.ephor.yaml.TemplateText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One file of a snapshot. */
final class FileState {

  private final FileId file;
  private final @Nullable OnDisk disk;
  private final @Nullable SourceText editor;
  private final Documents documents;
  private final @Nullable Documents saved;
  private volatile @Nullable Boolean template;

  private FileState(
      FileId file,
      @Nullable OnDisk disk,
      @Nullable SourceText editor,
      Documents documents,
      @Nullable Documents saved) {
    this.file = file;
    this.disk = disk;
    this.editor = editor;
    this.documents = documents;
    this.saved = saved;
  }

  /**
   * What the disk holds.
   *
   * @param text the text
   * @param problems what is wrong with its bytes
   */
  record OnDisk(SourceText text, List<Problem> problems) {}

  /**
   * The state after the texts changed: the one before when nothing did, and null when neither text
   * is left.
   */
  static @Nullable FileState of(
      FileId file, @Nullable FileState before, @Nullable OnDisk disk, @Nullable SourceText editor) {
    SourceText counts = editor != null ? editor : disk == null ? null : disk.text;
    if (counts == null) {
      return null;
    }
    if (before == null) {
      Documents documents = Documents.of(counts);
      return new FileState(file, disk, editor, documents, saved(disk, documents, null));
    }
    if (Objects.equals(before.disk, disk) && Objects.equals(before.editor, editor)) {
      return before;
    }
    Documents documents = before.documents.edited(counts);
    return new FileState(file, disk, editor, documents, saved(disk, documents, before));
  }

  /** What was read before the first letter was typed is kept, and with it what it led to. */
  private static @Nullable Documents saved(
      @Nullable OnDisk disk, Documents documents, @Nullable FileState before) {
    if (disk == null || disk.text.equals(documents.text())) {
      return disk == null ? null : documents;
    }
    for (Documents known :
        before == null || before.saved == null
            ? List.of(documents)
            : List.of(before.documents, before.saved)) {
      if (known.text().equals(disk.text)) {
        return known;
      }
    }
    return documents.edited(disk.text);
  }

  /** What is on disk, or null when it is not there. */
  @Nullable OnDisk disk() {
    return disk;
  }

  /** Its text in an editor, which counts before the other; null when it is not open. */
  @Nullable SourceText editor() {
    return editor;
  }

  /** What is wrong with the bytes of the text that counts. */
  List<Problem> problems() {
    return editor != null || disk == null ? List.of() : disk.problems;
  }

  /**
   * Whether it is a Go template in a Helm chart, which only becomes YAML when the chart is
   * rendered: it is left alone.
   */
  boolean isTemplate() {
    Boolean known = template;
    if (known == null) {
      known =
          file.path().contains("/templates/")
              && TemplateText.looksLikeGoTemplate(documents.text().content());
      template = known;
    }
    return known;
  }

  /**
   * The documents of the text on disk: the same object as {@link #documents} where no edit waits to
   * be saved, null for a file that is not on disk.
   */
  @Nullable Documents saved() {
    return saved;
  }

  /** The documents of the text that counts. */
  Documents documents() {
    return documents;
  }
}
