package dev.ephor.cli.explain;

import dev.ephor.files.FileNames;
import dev.ephor.files.FileReading;
import dev.ephor.files.WorkspaceFiles;
import dev.ephor.testing.LiveTests;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that an explanation is made of. */
final class ExplainInputs {

  private final Path base;
  private final WorkspaceFiles folders = new WorkspaceFiles();
  private final Map<FileId, Change> files = new LinkedHashMap<>();
  private final List<String> unreadable = new ArrayList<>();

  /**
   * @param base the folder that relative paths start from
   */
  ExplainInputs(Path base) {
    this.base = base;
  }

  /** Whether a word names a file or folder. */
  boolean isPath(String word) {
    try {
      return Files.exists(base.resolve(word));
    } catch (java.nio.file.InvalidPathException none) {
      return false;
    }
  }

  /** The name of a file or folder. */
  FileId name(String path) {
    return FileNames.of(base.resolve(path).normalize());
  }

  /**
   * Reads a file or folder.
   *
   * @throws IOException where there is none
   */
  void add(String given) throws IOException {
    if (!isPath(given)) {
      throw new IOException(given + ": there is no such file or folder");
    }
    Path path = base.resolve(given).normalize();
    if (Files.isDirectory(path)) {
      WorkspaceFiles.Look look = folders.add(path);
      look.changes().forEach(this::keep);
      look.unreadable().forEach(one -> unreadable.add(one.path() + ": " + one.reason()));
      return;
    }
    FileReading reading = FileReading.named(path);
    if (reading.change() != null) {
      keep(reading.change());
    }
    if (reading.unreadable() != null) {
      throw new IOException(given + ": " + reading.unreadable().reason());
    }
  }

  private void keep(Change change) {
    if (change instanceof Change.OnDisk file) {
      files.put(file.file(), file);
    }
  }

  /** What could not be read, in words. */
  List<String> unreadable() {
    return unreadable;
  }

  /**
   * The workspace.
   *
   * @param withTests whether there are tests, whose material is not judged
   */
  Snapshot snapshot(boolean withTests) {
    List<Change> changes = new ArrayList<>();
    files.forEach(
        (file, change) -> {
          if (withTests || !LiveTests.isTest(file)) {
            changes.add(change);
          }
        });
    changes.add(new Change.Configured(folders.configuration()));
    changes.add(new Change.Time(Instant.now(), ZoneId.systemDefault()));
    return new Workspace().update(changes);
  }
}
