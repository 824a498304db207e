package dev.ephor.preview;

import dev.ephor.workspace.FileId;
import java.util.List;

/**
 * What policies would do to the manifests of a file.
 *
 * @param file the file
 * @param before its text; without what Secrets hold, unless that may be seen
 * @param after its text when every policy has changed it, in the same layout
 * @param masked whether something is hidden in both texts
 * @param lines both texts as a diff, every line
 * @param made what is generated because of its resources
 * @param deletions which of its resources are deleted, and when
 * @param troubles what cannot be shown, or would not happen
 */
public record FilePreview(
    FileId file,
    String before,
    String after,
    boolean masked,
    List<DiffLine> lines,
    List<Made> made,
    List<Deletion> deletions,
    List<Trouble> troubles) {

  public FilePreview {
    lines = List.copyOf(lines);
    made = List.copyOf(made);
    deletions = List.copyOf(deletions);
    troubles = List.copyOf(troubles);
  }

  /** Whether a line of the file becomes another. */
  public boolean changes() {
    return lines.stream().anyMatch(line -> line.kind() != DiffLine.Kind.KEPT);
  }

  /** Whether there is nothing to tell. */
  public boolean isEmpty() {
    return !changes() && made.isEmpty() && deletions.isEmpty() && troubles.isEmpty();
  }
}
