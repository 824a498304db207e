package dev.ephor.value;

/**
 * The identity of a document in which values are written. It outlives edits: while a document is
 * typed in, each of its trees carries the same source, and whoever shows a place looks up the
 * newest tree. Compared by identity.
 */
public final class Source {

  /** The source of values that nobody wrote, such as defaults. Their places cannot be shown. */
  public static final Source NONE = new Source("none");

  private final String label;

  /**
   * @param label for logs and tests only
   */
  public Source(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
