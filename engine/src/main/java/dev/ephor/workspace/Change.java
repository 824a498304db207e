package dev.ephor.workspace;

import dev.ephor.text.SourceText;

/** A change of a workspace's inputs. */
public sealed interface Change {

  /**
   * A file exists with this text, from disk.
   *
   * @param file which
   * @param text its whole content
   */
  record OnDisk(FileId file, SourceText text) implements Change {}

  /**
   * A file is gone from disk.
   *
   * @param file which
   */
  record Removed(FileId file) implements Change {}

  /**
   * An editor shows a file with this text, which hides the text on disk until it is closed.
   *
   * @param file which
   * @param text its whole content
   */
  record InEditor(FileId file, SourceText text) implements Change {}

  /**
   * An editor no longer shows a file; the text on disk counts again.
   *
   * @param file which
   */
  record ClosedInEditor(FileId file) implements Change {}

  /**
   * The configuration is now this.
   *
   * @param configuration the whole of it
   */
  record Configured(Configuration configuration) implements Change {}
}
