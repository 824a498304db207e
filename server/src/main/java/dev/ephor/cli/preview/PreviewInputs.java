package dev.ephor.cli.preview;

import dev.ephor.cli.WorkspaceInputs;
import dev.ephor.cli.check.ShownNames;
import dev.ephor.text.Decoding;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files that a preview is of, and those that it is made with. */
final class PreviewInputs {

  private final WorkspaceInputs inputs;
  private final Set<FileId> shown = new LinkedHashSet<>();

  /**
   * @param base the folder that relative paths start from
   */
  PreviewInputs(Path base) {
    this.inputs = new WorkspaceInputs(base);
  }

  /** A file or folder whose manifests are shown. */
  void show(String path) {
    inputs.read(path).forEach(file -> shown.add(file.file()));
  }

  /** A file or folder of policies, or of what rules may ask for. */
  void with(String path) {
    inputs.read(path);
  }

  void showStandardInput(InputStream in) throws IOException {
    FileId file = ShownNames.STANDARD_INPUT;
    inputs.put(new Change.OnDisk(file, SourceText.of(Decoding.of(in.readAllBytes()).text())));
    shown.add(file);
  }

  /** The files that are shown, in the order in which they were named. */
  List<FileId> shown() {
    return new ArrayList<>(shown);
  }

  /** What could not be read, in words. */
  List<String> unreadable() {
    return inputs.unreadable();
  }

  /** Everything, for one update of a workspace. */
  List<Change> changes() {
    return inputs.changes();
  }
}
