package dev.ephor.git;

import dev.ephor.files.FileReading;
import dev.ephor.files.Limits;
import dev.ephor.text.Decoding;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What stood in a path at a revision of its git repository. Runs {@code git}; writes nothing. */
public final class GitRevision {

  private GitRevision() {}

  /** The folder that a path is, or in which it lies. */
  public static Path folder(Path path) {
    return Files.isDirectory(path) ? path : Objects.requireNonNullElse(path.getParent(), path);
  }

  /**
   * Reads the files below a folder, or one file. What was not there at the revision is empty.
   *
   * @param path a file or folder of a repository
   * @param revision such as {@code main} or {@code HEAD~1}
   * @param root the name of the folder under which the files are to be in a workspace
   * @throws IOException when git is missing, the path is in no repository, or there is no such
   *     revision
   */
  public static List<Change.OnDisk> read(Path path, String revision, FileId root)
      throws IOException {
    Path in = folder(path);
    String what = in.equals(path) ? "./" : "./" + path.getFileName();
    if (revision.startsWith("-")
        || git(in, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
                .status()
            != 0) {
      throw new IOException(
          "there is no revision '"
              + revision
              + "' in a git repository that holds "
              + path
              + "; in a pipeline, fetch it first (git fetch --depth=1 origin BRANCH)");
    }
    if (git(in, "cat-file", "-e", revision + ":" + what).status() != 0) {
      return List.of();
    }
    Answer archive = git(in, "archive", "--format=zip", revision, "--", what);
    if (archive.status() != 0) {
      throw new IOException("git archive " + revision + ": " + archive.error());
    }
    return unpack(root, archive.out());
  }

  private static List<Change.OnDisk> unpack(FileId root, byte[] archive) throws IOException {
    List<Change.OnDisk> changes = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        FileId file = new FileId(root.path() + "/" + entry.getName());
        if (!entry.isDirectory() && FileReading.isCandidate(Path.of(entry.getName()))) {
          String text = Decoding.of(zip.readNBytes(Limits.FILE_BYTES)).text();
          changes.add(new Change.OnDisk(file, SourceText.of(text), List.of()));
        }
      }
    }
    return changes;
  }

  private record Answer(int status, byte[] out, String error) {}

  private static Answer git(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("ephor-git", ".txt");
    try {
      Process process;
      try {
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      } catch (IOException missing) {
        throw new IOException("git could not be started; --since needs it", missing);
      }
      process.getOutputStream().close();
      byte[] out;
      try (InputStream in = process.getInputStream()) {
        out = in.readAllBytes();
      }
      int status = process.waitFor();
      String error = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8);
      return new Answer(status, out, error.strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.deleteIfExists(errors);
    }
  }
}
