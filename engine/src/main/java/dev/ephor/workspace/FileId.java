package dev.ephor.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The name of a file in a workspace: its absolute path with {@code /} as separator, or the whole
 * URI of a document that is no file. Ordered by that text.
 *
 * @param path the name
 */
public record FileId(String path) implements Comparable<FileId> {

  /** The file that a path means when it is written in this file. Follows no links. */
  public FileId resolve(String relative) {
    String whole =
        relative.startsWith("/")
            ? relative
            : path.substring(0, path.lastIndexOf('/') + 1) + relative;
    Deque<String> parts = new ArrayDeque<>();
    for (String part : whole.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return new FileId((whole.startsWith("/") ? "/" : "") + String.join("/", parts));
  }

  /** The folder that holds it, or null at the top. */
  public @Nullable FileId parent() {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? null : new FileId(path.substring(0, slash));
  }

  @Override
  public int compareTo(FileId other) {
    return path.compareTo(other.path);
  }

  @Override
  public String toString() {
    return path;
  }
}
