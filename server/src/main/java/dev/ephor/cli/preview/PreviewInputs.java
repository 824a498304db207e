package dev.ephor.cli.preview;

import dev.ephor.files.FileReading;
import dev.ephor.files.WorkspaceFiles;
import dev.ephor.text.Decoding;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that a preview is of, and those that it is made with. */
final class PreviewInputs {

  /** Standard input, under a name by which it is known as YAML. */
  static final FileId STANDARD_INPUT = new FileId("stdin:///manifests.yaml");

  private final Path base;
  private final WorkspaceFiles folders = new WorkspaceFiles();
  private final Map<FileId, Change> files = new LinkedHashMap<>();
  private final List<FileId> shown = new ArrayList<>();

  /** What could not be read, in words. */
  final List<String> unreadable = new ArrayList<>();

  /**
   * @param base the folder that relative paths start from
   */
  PreviewInputs(Path base) {
    this.base = base;
  }

  /** A file or folder whose manifests are shown. */
  void show(String path) {
    for (Change.OnDisk file : read(path)) {
      if (!shown.contains(file.file())) {
        shown.add(file.file());
      }
    }
  }

  /** A file or folder of policies, or of what rules may ask for. */
  void with(String path) {
    read(path);
  }

  void showStandardInput(InputStream in) throws IOException {
    String text = Decoding.of(in.readAllBytes()).text();
    files.put(STANDARD_INPUT, new Change.OnDisk(STANDARD_INPUT, SourceText.of(text), List.of()));
    shown.add(STANDARD_INPUT);
  }

  /** The files that are shown, in the order in which they were named. */
  List<FileId> shown() {
    return shown;
  }

  /** Everything, for one update of a workspace. */
  List<Change> changes() {
    List<Change> all = new ArrayList<>(files.values());
    all.add(new Change.Configured(folders.configuration()));
    all.add(new Change.Time(Instant.now(), ZoneId.systemDefault()));
    return all;
  }

  private List<Change.OnDisk> read(String given) {
    Path path = base.resolve(given).normalize();
    List<Change> read = new ArrayList<>();
    if (Files.isDirectory(path)) {
      WorkspaceFiles.Look look = folders.add(path);
      read.addAll(look.changes());
      look.unreadable().forEach(one -> unreadable.add(one.path() + ": " + one.reason()));
    } else if (!Files.exists(path)) {
      unreadable.add(given + ": there is no such file or folder");
    } else {
      FileReading reading = FileReading.named(path);
      if (reading.change() != null) {
        read.add(reading.change());
      } else if (reading.unreadable() != null) {
        unreadable.add(given + ": " + reading.unreadable().reason());
      }
    }
    List<Change.OnDisk> found = new ArrayList<>();
    for (Change change : read) {
      // Configuration is put together once, at the end.
      if (change instanceof Change.OnDisk file) {
        files.put(file.file(), file);
        found.add(file);
      }
    }
    return found;
  }
}
