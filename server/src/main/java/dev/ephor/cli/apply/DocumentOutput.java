package dev.ephor.cli.apply;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where changed and created documents go: to standard output, into one file, or into a folder with
 * a file for each resource and each policy.
 */
final class DocumentOutput {

  private final PrintWriter out;
  private final @Nullable Path path;
  private final boolean isFolder;
  private final boolean bare;

  private DocumentOutput(PrintWriter out, @Nullable Path path, boolean isFolder, boolean bare) {
    this.out = out;
    this.path = path;
    this.isFolder = isFolder;
    this.bare = bare;
  }

  /**
   * Makes ready.
   *
   * @param path a file or folder, which is created; a file's earlier content is dropped, while a
   *     folder's files are continued. Null for standard output
   * @param bare whether documents are printed without what they came from, for a pipe
   */
  static DocumentOutput of(PrintWriter out, @Nullable String path, boolean bare) throws Unusable {
    if (path == null || path.isEmpty()) {
      return new DocumentOutput(out, null, false, bare);
    }
    Path target = Path.of(path);
    String ending = path.substring(path.lastIndexOf('.') + 1);
    boolean isFolder = !(ending.equals("yaml") || ending.equals("yml"));
    try {
      Path folder = isFolder ? target : target.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      if (!isFolder) {
        Files.writeString(target, "");
      }
    } catch (IOException failure) {
      throw new Unusable("failed to create file/folder (" + failure.getMessage() + ")");
    }
    return new DocumentOutput(out, target, isFolder, bare);
  }

  /** Writes a document. */
  void write(Document document) throws IOException {
    if (path == null) {
      print(document);
    } else {
      StringBuilder text = new StringBuilder(document.text()).append("\n---\n\n");
      document.targets().forEach(target -> text.append(target).append("\n---\n"));
      Files.writeString(
          isFolder ? path.resolve(document.file()) : path,
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    out.print(
        document.generated()
            ? "\n\nGenerate:\nGeneration completed successfully."
            : "\n\nMutation:\nMutation has been applied successfully.");
  }

  private void print(Document document) {
    if (!bare) {
      out.print("\npolicy " + document.policy() + " applied to " + document.resourcePath() + ":");
    }
    out.print("\n" + document.text() + "\n---\n");
    if (!document.targets().isEmpty()) {
      out.print("patched targets: \n");
      document.targets().forEach(target -> out.print("\n" + target + "\n---\n\n"));
    }
  }
}
