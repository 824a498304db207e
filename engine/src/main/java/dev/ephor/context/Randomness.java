package dev.ephor.context;

/** A source of chance. Tests pass a fixed one. */
@FunctionalInterface
public interface Randomness {

  /** A number from 0, inclusive, to {@code bound}, exclusive. */
  int below(int bound);
}
