package dev.ephor.cli.check;

import dev.ephor.cli.Counted;
import dev.ephor.cli.manifests.FileRewriting;
import dev.ephor.fix.FixAll;
import dev.ephor.text.SourceText;
import dev.ephor.text.TextEdit;
import dev.ephor.text.UnifiedDiff;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code ephor check --fix}: makes what is proven, file by file, until nothing proven is left, and
 * says what stays and why.
 */
final class FixRun {

  /** A fix in one file may make one in another possible; more rounds are not made. */
  private static final int MOST_PASSES = 5;

  private final ShownNames names;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<FileId, Change.OnDisk> before = new LinkedHashMap<>();
  private final Map<FileId, FixAll.Result> last = new TreeMap<>(Comparator.comparing(FileId::path));
  private Snapshot mended;
  private int made;

  /**
   * Mends the files of some changes in memory.
   *
   * @param given for one update of a workspace
   */
  FixRun(List<Change> given, ShownNames names, PrintStream out, PrintStream err) {
    this.names = names;
    this.out = out;
    this.err = err;
    for (Change change : given) {
      if (change instanceof Change.OnDisk file) {
        before.put(file.file(), file);
      }
    }
    Workspace workspace = new Workspace();
    this.mended = workspace.update(given);
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      List<Change> changed = pass(mended);
      if (changed.isEmpty()) {
        break;
      }
      mended = workspace.update(changed);
    }
  }

  /** The workspace with everything mended. */
  Snapshot mended() {
    return mended;
  }

  private List<Change> pass(Snapshot snapshot) {
    List<FileId> files = snapshot.files();
    List<FixAll.Result> results =
        files.parallelStream()
            .map(file -> FixAll.of(snapshot, file, violation -> true, Cancellation.NEVER))
            .toList();
    List<Change> changed = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      FileId file = files.get(i);
      FixAll.Result result = results.get(i);
      FixAll.Result earlier = last.get(file);
      List<FixAll.Made> all = new ArrayList<>(earlier == null ? List.of() : earlier.made());
      all.addAll(result.made());
      last.put(file, new FixAll.Result(result.edits(), all, result.left()));
      made += result.made().size();
      SourceText text = snapshot.text(file);
      Change.OnDisk given = before.get(file);
      if (text != null && given != null && !result.edits().isEmpty()) {
        String with = TextEdit.applied(text.content(), result.edits());
        changed.add(new Change.OnDisk(file, SourceText.of(with), given.problems()));
      }
    }
    return changed;
  }

  /**
   * Shows or writes what was mended, and says what was done.
   *
   * @param diff whether it is only shown
   * @return whether all of it could be written
   */
  boolean show(boolean diff, boolean quiet) {
    boolean written = true;
    for (Change.OnDisk file : before.values()) {
      SourceText text = mended.text(file.file());
      if (text != null && !text.equals(file.text())) {
        written &= show(file, text.content(), diff);
      }
    }
    if (!quiet) {
      tell(!diff);
    }
    return written;
  }

  private boolean show(Change.OnDisk file, String now, boolean diff) {
    String name = names.shown(file.file());
    String old = file.text().content();
    if (diff) {
      out.print(UnifiedDiff.of(name, old, now));
      return true;
    }
    if (file.file().equals(ShownNames.STANDARD_INPUT)) {
      out.print(now);
      return true;
    }
    Optional<String> failure = FileRewriting.write(Path.of(file.file().path()), old, now);
    failure.ifPresent(reason -> err.println("ephor: cannot write " + name + ": " + reason));
    return failure.isEmpty();
  }

  /** Says what was done and what stays, file by file. */
  private void tell(boolean done) {
    int left = 0;
    for (Map.Entry<FileId, FixAll.Result> entry : last.entrySet()) {
      String name = names.shown(entry.getKey());
      for (FixAll.Made one : entry.getValue().made()) {
        err.println(
            name + ": " + (done ? "fixed " : "would fix ") + of(one.rule(), one.resource()));
        err.println("  " + one.title());
      }
      for (FixAll.Left one : entry.getValue().left()) {
        left++;
        err.println(name + ": not fixed " + of(one.rule(), one.resource()));
        err.println("  " + why(one));
      }
    }
    err.println(
        "ephor: "
            + (done ? "fixed " : "would fix ")
            + Counted.of(made, "violation")
            + (left == 0 ? "" : ", " + left + " without a proven fix"));
  }

  private static String of(String rule, String resource) {
    return rule + " of " + resource;
  }

  private static String why(FixAll.Left left) {
    if (!left.toFill().isEmpty()) {
      return "only you know the value: " + left.toFill().get(0);
    }
    return left.reasons().isEmpty() ? "no fix was found" : String.join("; ", left.reasons());
  }
}
