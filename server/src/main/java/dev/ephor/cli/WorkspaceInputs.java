package dev.ephor.cli;

import dev.ephor.files.WorkspaceFiles;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.Configuration;
import dev.ephor.workspace.FileId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files and folders that a command was given, for one workspace. */
public final class WorkspaceInputs {

  private final Path base;
  private final WorkspaceFiles folders = new WorkspaceFiles();
  private final Map<FileId, Change.OnDisk> files = new LinkedHashMap<>();
  private final List<String> unreadable = new ArrayList<>();

  /** Nothing was given yet. */
  public WorkspaceInputs(Path base) {
    this.base = base;
  }

  /** What a word names, when it is the name of a file or folder. */
  public Path path(String given) {
    return base.resolve(given).normalize();
  }

  /** Reads a file or folder; gives what is in it, in order. */
  public List<Change.OnDisk> read(String given) {
    Path path = path(given);
    WorkspaceFiles.Look look = folders.named(path);
    for (dev.ephor.files.Unreadable one : look.unreadable()) {
      unreadable.add((Files.isDirectory(path) ? one.path() : given) + ": " + one.reason());
    }
    List<Change.OnDisk> found = new ArrayList<>();
    for (Change change : look.changes()) {
      // Configuration is put together once, at the end.
      if (change instanceof Change.OnDisk file) {
        found.add(file);
      }
    }
    found.forEach(this::put);
    return found;
  }

  /** Adds a file that was read otherwise. */
  public void put(Change.OnDisk file) {
    files.put(file.file(), file);
  }

  /** Leaves a file out. */
  public void leaveOut(FileId file) {
    files.remove(file);
  }

  /** What was read. */
  public Collection<Change.OnDisk> files() {
    return files.values();
  }

  /** What the folders' {@code ephor.yaml} say. */
  public Configuration configuration() {
    return folders.configuration();
  }

  /** What could not be read, in words. */
  public List<String> unreadable() {
    return unreadable;
  }

  /** Everything, for one update of a workspace. */
  public List<Change> changes() {
    List<Change> all = new ArrayList<>(files.values());
    all.add(new Change.Configured(configuration()));
    all.add(ThisMachine.time());
    return all;
  }
}
