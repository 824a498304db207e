package dev.ephor.cli.diff;

import dev.ephor.impact.Comparison;

/** Which differences make the command fail. The names are what users type. */
enum DiffFailOn {
  /** A resource is refused that was not. */
  fail,
  /** Any verdict, mutation or generated resource differs. */
  change,
  never;

  boolean reachedBy(Comparison comparison) {
    return switch (this) {
      case fail -> comparison.newlyRefused() > 0;
      case change -> !comparison.flips().isEmpty() || !comparison.remade().isEmpty();
      case never -> false;
    };
  }
}
