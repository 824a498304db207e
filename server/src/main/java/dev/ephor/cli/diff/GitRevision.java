package dev.ephor.cli.diff;

import dev.ephor.files.FileNames;
import dev.ephor.files.Limits;
import dev.ephor.testing.LiveTests;
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
final class GitRevision {

  private GitRevision() {}

  /**
   * Files as they were.
   *
   * @param root the folder under whose pretended name they are in the workspace
   * @param changes their texts
   */
  record Files(FileId root, List<Change.OnDisk> changes) {}

  /**
   * Reads the files below a folder, or one file. What was not there at the revision is empty.
   *
   * @param path a file or folder of a repository
   * @param revision such as {@code main} or {@code HEAD~1}
   * @throws IOException when git is missing, the path is in no repository, or there is no such
   *     revision
   */
  static Files read(Path path, String revision) throws IOException {
    boolean folder = java.nio.file.Files.isDirectory(path);
    Path in = folder ? path : Objects.requireNonNullElse(path.getParent(), path);
    String what = folder ? "./" : "./" + path.getFileName();
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
    FileId root = new FileId(FileNames.of(in).path() + "@" + revision.replace('/', '_'));
    if (git(in, "cat-file", "-e", revision + ":" + what).status() != 0) {
      return new Files(root, List.of());
    }
    Answer archive = git(in, "archive", "--format=zip", revision, "--", what);
    if (archive.status() != 0) {
      throw new IOException("git archive " + revision + ": " + archive.error());
    }
    return new Files(root, unpack(root, archive.out()));
  }

  private static List<Change.OnDisk> unpack(FileId root, byte[] archive) throws IOException {
    List<Change.OnDisk> changes = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        FileId file = new FileId(root.path() + "/" + entry.getName());
        if (!entry.isDirectory() && isCandidate(entry.getName()) && !LiveTests.isTest(file)) {
          String text = Decoding.of(zip.readNBytes(Limits.FILE_BYTES)).text();
          changes.add(new Change.OnDisk(file, SourceText.of(text), List.of()));
        }
      }
    }
    return changes;
  }

  private static boolean isCandidate(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  private record Answer(int status, byte[] out, String error) {}

  private static Answer git(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    Path errors = java.nio.file.Files.createTempFile("ephor-git", ".txt");
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
      String error = new String(java.nio.file.Files.readAllBytes(errors), StandardCharsets.UTF_8);
      return new Answer(status, out, error.strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      java.nio.file.Files.deleteIfExists(errors);
    }
  }
}
