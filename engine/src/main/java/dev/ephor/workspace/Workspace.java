package dev.ephor.workspace;

import dev.ephor.text.SourceText;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inputs and everything derived from them. Changes come from one thread, in order; each gives a
 * {@link Snapshot}, which other threads read.
 */
public final class Workspace {

  private final Derivations derivations;
  private volatile Snapshot current;

  public Workspace() {
    this(RuleEngine.KYVERNO, new Evaluations());
  }

  Workspace(RuleEngine engine, Evaluations evaluations) {
    this.derivations = new Derivations(engine, evaluations);
    this.current =
        new Snapshot(SortedTree.empty(), Configuration.DEFAULT, Outlook.NO_TIME, derivations);
  }

  /** Applies changes together and gives the state after them. Evaluates nothing yet. */
  public synchronized Snapshot update(List<Change> changes) {
    SortedTree<FileId, FileState> files = current.tree();
    Configuration configuration = current.configuration();
    Clock clock = current.clock();
    for (Change change : changes) {
      if (change instanceof Change.OnDisk on) {
        files =
            changed(
                files,
                on.file(),
                new FileState.OnDisk(on.text(), on.problems()),
                editor(files.get(on.file())));
      } else if (change instanceof Change.Removed removed) {
        files = changed(files, removed.file(), null, editor(files.get(removed.file())));
      } else if (change instanceof Change.InEditor in) {
        files = changed(files, in.file(), disk(files.get(in.file())), in.text());
      } else if (change instanceof Change.ClosedInEditor closed) {
        files = changed(files, closed.file(), disk(files.get(closed.file())), null);
      } else if (change instanceof Change.Configured configured) {
        configuration = configured.configuration();
      } else if (change instanceof Change.Time time) {
        clock = Clock.fixed(time.instant(), time.zone());
      }
    }
    if (files != current.tree()
        || !configuration.equals(current.configuration())
        || !clock.equals(current.clock())) {
      current = new Snapshot(files, configuration, clock, derivations);
    }
    return current;
  }

  public Snapshot current() {
    return current;
  }

  /** How often a policy was evaluated on a resource since the workspace was made. */
  public long evaluations() {
    return derivations.evaluations().total();
  }

  private static SortedTree<FileId, FileState> changed(
      SortedTree<FileId, FileState> files,
      FileId file,
      FileState.@Nullable OnDisk disk,
      @Nullable SourceText editor) {
    FileState after = FileState.of(file, files.get(file), disk, editor);
    return after == null ? files.without(file) : files.with(file, after);
  }

  private static FileState.@Nullable OnDisk disk(@Nullable FileState state) {
    return state == null ? null : state.disk();
  }

  private static @Nullable SourceText editor(@Nullable FileState state) {
    return state == null ? null : state.editor();
  }
}
