package dev.ephor.expression.jmespath;

/** What one evaluation may still do; see {@link Limits}. */
final class Budget {

  private long steps = Limits.STEPS;
  private long size = Limits.SIZE;

  /** Counts a node visited or an item compared. */
  void step() {
    if (--steps < 0) {
      throw new Failure("the evaluation takes more than " + Limits.STEPS + " steps");
    }
  }

  /** Counts characters or items about to be made. */
  void make(long count) {
    size -= count;
    if (size < 0) {
      throw new Failure("the evaluation makes more than " + Limits.SIZE + " characters and items");
    }
  }

  /** Fails again where a limit has been passed, so that no recovery from failures hides it. */
  void check() {
    step();
    make(0);
  }

  /** How many characters may still be made. */
  int left() {
    return (int) Math.max(0, size);
  }
}
