package dev.ephor.workspace;

import java.util.List;

/**
 * The inputs and everything derived from them. Changes come from one thread, in order; each gives a
 * {@link Snapshot}, which other threads read.
 */
public final class Workspace {

  private Snapshot current = new Snapshot();

  /** Applies changes together and gives the state after them. Evaluates nothing yet. */
  public synchronized Snapshot update(List<Change> changes) {
    return current;
  }

  public synchronized Snapshot current() {
    return current;
  }
}
