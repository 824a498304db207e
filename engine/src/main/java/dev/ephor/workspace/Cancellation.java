package dev.ephor.workspace;

import java.util.concurrent.CancellationException;

/** Asked at checkpoints whether the work is still wanted. */
@FunctionalInterface
public interface Cancellation {

  /** Work that is always wanted. */
  Cancellation NEVER = () -> false;

  boolean isCancelled();

  /** Throws {@link CancellationException} when the work is no longer wanted. */
  default void check() {
    if (isCancelled()) {
      throw new CancellationException();
    }
  }
}
