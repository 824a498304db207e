package dev.ephor.workspace;

/**
 * The name of a file in a workspace: its absolute path with {@code /} as separator, or the whole
 * URI of a document that is no file. Ordered by that text.
 *
 * @param path the name
 */
public record FileId(String path) implements Comparable<FileId> {

  @Override
  public int compareTo(FileId other) {
    return path.compareTo(other.path);
  }

  @Override
  public String toString() {
    return path;
  }
}
