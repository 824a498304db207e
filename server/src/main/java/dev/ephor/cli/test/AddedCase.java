package dev.ephor.cli.test;

import dev.ephor.cli.ThisMachine;
import dev.ephor.files.FileNames;
import dev.ephor.files.FileReading;
import dev.ephor.files.WorkspaceFiles;
import dev.ephor.policy.PolicyReader;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.NewCase;
import dev.ephor.testing.NewCases;
import dev.ephor.testing.Surroundings;
import dev.ephor.text.SourceText;
import dev.ephor.text.TextEdit;
import dev.ephor.value.MapValue;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileEdit;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.workspace.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** {@code ephor test --add}: writes manifests into the tests of a policy. */
final class AddedCase {

  private final Path policy;
  private final boolean nearMiss;
  private final String rule;
  private final Workspace workspace = new Workspace();
  private final List<String> refusals = new ArrayList<>();
  private int written;

  /**
   * @param policy the file of a policy
   * @param nearMiss whether the opposite of each manifest is added
   * @param rule the rule for which that is; empty for the first that has one
   */
  AddedCase(Path policy, boolean nearMiss, String rule) {
    this.policy = policy.toAbsolutePath().normalize();
    this.nearMiss = nearMiss;
    this.rule = rule;
  }

  /** What could not be added, a sentence each. */
  List<String> refusals() {
    return refusals;
  }

  /**
   * Adds the manifests of files and tells of each.
   *
   * @param dry whether nothing is written
   * @throws IOException when a file cannot be read or written
   */
  void add(List<Path> manifests, boolean dry, PrintWriter out) throws IOException {
    List<Change> changes = new ArrayList<>();
    Path here = Path.of("").toAbsolutePath();
    Path folder = Objects.requireNonNullElse(policy.getParent(), policy);
    // Tests may stand beside the policies' folder; what lies outside of where one works is not
    // read.
    changes.addAll(new WorkspaceFiles().add(policy.startsWith(here) ? here : folder).changes());
    for (Path file : manifests) {
      changes.add(read(file.toAbsolutePath().normalize()));
    }
    changes.add(read(policy));
    workspace.update(changes);
    LiveTests tests =
        new LiveTests(new Surroundings(ThisMachine.CLOCK, ThisMachine.CHANCE, ThisMachine.HOSTS));
    for (Path file : manifests) {
      FileId id = FileNames.of(file.toAbsolutePath().normalize());
      // The file may be the test's own and grow.
      int size = workspace.current().documents(id).size();
      for (int i = 0; i < size; i++) {
        Snapshot snapshot = workspace.current();
        PlacedDocument manifest = snapshot.documents(id).get(i);
        if (!manifest.yaml().isEmpty()) {
          add(snapshot, tests, manifest, file + ": ", dry, out);
        }
      }
    }
    if (written == 0 && refusals.isEmpty()) {
      refusals.add("there is no manifest in what was named");
    }
  }

  private void add(
      Snapshot snapshot,
      LiveTests tests,
      PlacedDocument manifest,
      String where,
      boolean dry,
      PrintWriter out)
      throws IOException {
    for (PlacedDocument document : snapshot.documents(FileNames.of(policy))) {
      if (!(document.yaml().root() instanceof MapValue root) || !PolicyReader.isPolicy(root)) {
        continue;
      }
      NewCases cases = new NewCases(snapshot, tests, document, Cancellation.NEVER);
      NewCase made = nearMiss ? cases.nearMiss(manifest, rule) : cases.manifest(manifest);
      if (made instanceof NewCase.Refused refused) {
        refusals.add(where + refused.reason());
        continue;
      }
      NewCase.Written done = (NewCase.Written) made;
      written++;
      out.print(done.title() + "\n");
      done.expectations().forEach(line -> out.print("  expect " + line + "\n"));
      List<Change> changes = new ArrayList<>();
      for (FileEdit edit : done.edits()) {
        Path file = Path.of(edit.file().path());
        String text = text(snapshot, edit);
        boolean fresh = edit instanceof FileEdit.Create;
        String verb =
            dry ? (fresh ? "would write " : "would change ") : fresh ? "wrote " : "changed ";
        out.print("  " + verb + shown(file) + "\n");
        if (!dry) {
          Files.createDirectories(Objects.requireNonNull(file.getParent()));
          Files.writeString(file, text);
        }
        changes.add(new Change.OnDisk(edit.file(), SourceText.of(text), List.of()));
      }
      workspace.update(changes);
      return;
    }
    if (written == 0 && refusals.isEmpty()) {
      refusals.add(policy + " holds no policy");
    }
  }

  private static String text(Snapshot snapshot, FileEdit edit) {
    if (edit instanceof FileEdit.Create create) {
      return create.text();
    }
    SourceText text = Objects.requireNonNull(snapshot.text(edit.file()));
    List<TextEdit> edits = ((FileEdit.Change) edit).edits();
    for (int i = edits.size() - 1; i >= 0; i--) {
      text = text.apply(edits.get(i));
    }
    return text.content();
  }

  private static Change read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": there is no such file");
    }
    FileReading reading = FileReading.named(file);
    Change change = reading.change();
    if (change == null) {
      throw new IOException(
          file
              + ": "
              + (reading.unreadable() == null ? "not read" : reading.unreadable().reason()));
    }
    return change;
  }

  private static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file).toString() : file.toString();
  }
}
