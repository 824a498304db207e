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

  private final Workspace workspace = new Workspace();
  private final ShownNames names;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<FileId, SourceText> before = new LinkedHashMap<>();
  private final Map<FileId, FixAll.Result> last = new TreeMap<>(Comparator.comparing(FileId::path));
  private int made;

  FixRun(ShownNames names, PrintStream out, PrintStream err) {
    this.names = names;
    this.out = out;
    this.err = err;
  }

  /**
   * Mends the files of some changes in memory.
   *
   * @return the changes after that, for one update of a workspace
   */
  List<Change> mend(List<Change> given) {
    Snapshot snapshot = workspace.update(given);
    Map<FileId, SourceText> now = new LinkedHashMap<>();
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      List<Change> changed = pass(snapshot);
      if (changed.isEmpty()) {
        break;
      }
      snapshot = workspace.update(changed);
      for (Change change : changed) {
        Change.OnDisk on = (Change.OnDisk) change;
        now.put(on.file(), on.text());
      }
    }
    List<Change> after = new ArrayList<>();
    for (Change change : given) {
      SourceText text = change instanceof Change.OnDisk on ? now.get(on.file()) : null;
      if (text != null && change instanceof Change.OnDisk on) {
        before.put(on.file(), on.text());
        after.add(new Change.OnDisk(on.file(), text, on.problems()));
      } else {
        after.add(change);
      }
    }
    return after;
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
      SourceText text = snapshot.text(file);
      FixAll.Result earlier = last.get(file);
      List<FixAll.Made> all = new ArrayList<>(earlier == null ? List.of() : earlier.made());
      all.addAll(result.made());
      last.put(file, new FixAll.Result(result.edits(), all, result.left()));
      made += result.made().size();
      if (text != null && !result.edits().isEmpty()) {
        String mended = applied(text.content(), result.edits());
        changed.add(new Change.OnDisk(file, SourceText.of(mended), List.of()));
      }
    }
    return changed;
  }

  private static String applied(String text, List<TextEdit> edits) {
    StringBuilder edited = new StringBuilder(text.length() + 64);
    int from = 0;
    for (TextEdit edit : edits) {
      edited.append(text, from, edit.span().start()).append(edit.replacement());
      from = edit.span().end();
    }
    return edited.append(text, from, text.length()).toString();
  }

  /**
   * Shows or writes what was mended, and says what was done.
   *
   * @param diff whether it is only shown
   * @return whether all of it could be written
   */
  boolean show(List<Change> after, boolean diff, boolean quiet) {
    boolean written = true;
    if (diff) {
      diff(after);
    } else {
      written = write(after);
    }
    if (!quiet) {
      tell(!diff);
    }
    return written;
  }

  /** Prints what would be written, as a unified diff. */
  private void diff(List<Change> after) {
    for (Change change : after) {
      if (change instanceof Change.OnDisk on && before.containsKey(on.file())) {
        String old = before.get(on.file()).content();
        out.print(UnifiedDiff.of(names.shown(on.file()), old, on.text().content()));
      }
    }
  }

  /** Writes what was mended; whether all of it could be. */
  private boolean write(List<Change> after) {
    boolean written = true;
    for (Change change : after) {
      if (change instanceof Change.OnDisk on && before.containsKey(on.file())) {
        if (on.file().equals(ShownNames.STANDARD_INPUT)) {
          out.print(on.text().content());
          continue;
        }
        String old = before.get(on.file()).content();
        Optional<String> failure =
            FileRewriting.write(Path.of(on.file().path()), old, on.text().content());
        if (failure.isPresent()) {
          err.println("ephor: cannot write " + names.shown(on.file()) + ": " + failure.get());
          written = false;
        }
      }
    }
    return written;
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
