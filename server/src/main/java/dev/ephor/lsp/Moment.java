package dev.ephor.lsp;

import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import java.util.Map;

/**
 * The state of everything after one change, for work on other threads.
 *
 * @param number counts changes; a greater one is newer
 * @param snapshot the workspace
 * @param open what the client shows, by file
 */
record Moment(long number, Snapshot snapshot, Map<FileId, OpenDocument> open) {

  Moment {
    open = Map.copyOf(open);
  }

  /** The URI of a file as the client writes it, as far as it has ever said so. */
  String uri(FileId file) {
    OpenDocument document = open.get(file);
    return document == null ? Uris.of(file) : document.uri();
  }
}
