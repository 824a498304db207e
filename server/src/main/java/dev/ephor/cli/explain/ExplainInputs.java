package dev.ephor.cli.explain;

import dev.ephor.cli.WorkspaceInputs;
import dev.ephor.files.FileNames;
import dev.ephor.testing.LiveTests;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The files that an explanation is made of. */
final class ExplainInputs {

  private final WorkspaceInputs inputs;

  /**
   * @param base the folder that relative paths start from
   */
  ExplainInputs(Path base) {
    this.inputs = new WorkspaceInputs(base);
  }

  /** Whether a word names a file or folder. */
  boolean isPath(String word) {
    try {
      return Files.exists(inputs.path(word));
    } catch (InvalidPathException none) {
      return false;
    }
  }

  /** The name of a file or folder. */
  FileId name(String path) {
    return FileNames.of(inputs.path(path));
  }

  /**
   * Reads a file or folder.
   *
   * @throws IOException where there is none, or the one file cannot be read
   */
  void add(String given) throws IOException {
    if (!isPath(given)) {
      throw new IOException(given + ": there is no such file or folder");
    }
    int before = inputs.unreadable().size();
    inputs.read(given);
    if (inputs.unreadable().size() > before && !Files.isDirectory(inputs.path(given))) {
      throw new IOException(inputs.unreadable().get(before));
    }
  }

  /** What could not be read, in words. */
  List<String> unreadable() {
    return inputs.unreadable();
  }

  /**
   * The workspace.
   *
   * @param withTests whether there are tests, whose material is not judged
   */
  Snapshot snapshot(boolean withTests) {
    List<Change> changes =
        inputs.changes().stream()
            .filter(
                change ->
                    withTests
                        || !(change instanceof Change.OnDisk file)
                        || !LiveTests.isTest(file.file()))
            .toList();
    return new Workspace().update(changes);
  }
}
