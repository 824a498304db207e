package dev.ephor.yaml;

/**
 * What one document may cost. A document that asks for more is read as far as that goes, with a
 * {@link Problem} that names the limit.
 */
public final class YamlLimits {

  /** How many collections may stand inside one another; whoever walks a tree may recurse. */
  public static final int MAX_DEPTH = 512;

  /** How deep the parser follows what is too deep for the tree before it stops reading. */
  public static final int MAX_EVENT_DEPTH = 12_000;

  /** How many nodes aliases and merge keys may add to a document in all. */
  public static final int MAX_ALIASED_NODES = 400_000;

  /** How many problems a document lists. */
  public static final int MAX_PROBLEMS = 1_000;

  /** How many breaks of one document are mended, so that what follows them is read. */
  public static final int MAX_REPAIRS = 64;

  /** How many ways of mending one break are tried. */
  public static final int MAX_TRIALS = 28;

  private YamlLimits() {}

  /** How many characters may be parsed again in the search for ways to mend a document. */
  static long repairWork(int length) {
    return 4_000_000L + 8L * length;
  }
}
