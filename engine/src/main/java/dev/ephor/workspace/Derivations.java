package dev.ephor.workspace;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What the snapshots of a workspace share: the engine, the counter, and the newest world, from
 * which the next is computed by what differs. Everything else that is remembered hangs on the
 * documents themselves, so it goes when they go.
 */
final class Derivations {

  private final RuleEngine engine;
  private final Evaluations evaluations;
  private volatile World newest = World.empty();
  private volatile @Nullable Outlook newestSaved;

  Derivations(RuleEngine engine, Evaluations evaluations) {
    this.engine = engine;
    this.evaluations = evaluations;
  }

  RuleEngine engine() {
    return engine;
  }

  Evaluations evaluations() {
    return evaluations;
  }

  /**
   * Computes the world of some files. Any earlier world is a right start, whichever it is: what
   * comes out depends on the files alone.
   */
  World world(
      SortedTree<FileId, FileState> files,
      Configuration configuration,
      Clock clock,
      Cancellation cancellation) {
    World next = newest.with(files, configuration, clock, engine, cancellation);
    newest = next;
    return next;
  }

  /** What a world's files say on disk. */
  Outlook saved(World world) {
    Outlook next = world.saved(engine, newestSaved);
    newestSaved = next;
    return next;
  }
}
