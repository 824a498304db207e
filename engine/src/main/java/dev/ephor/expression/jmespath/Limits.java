package dev.ephor.expression.jmespath;

/** The bounds of parsing and evaluating, each with an error that says the limit. */
public final class Limits {

  /** How many brackets, operators and arguments may stand inside one another. */
  public static final int NESTING = 250;

  /** How many nodes may stand between the root of a tree and a leaf. */
  public static final int HEIGHT = 1_000;

  /** How many problems of one expression are told. */
  public static final int PROBLEMS = 100;

  /** How many nodes one evaluation may visit, and items one may compare. */
  public static final long STEPS = 10_000_000;

  /** How many characters and items one evaluation may make. */
  public static final long SIZE = 10_000_000;

  private Limits() {}
}
