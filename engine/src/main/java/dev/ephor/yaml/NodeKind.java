package dev.ephor.yaml;

/** How a node is written. */
public enum NodeKind {
  /** A mapping or sequence by indentation. */
  BLOCK,
  /** A mapping or sequence in brackets. */
  FLOW,
  /** A scalar without quotes; also a value left out. */
  PLAIN,
  SINGLE_QUOTED,
  DOUBLE_QUOTED,
  /** A block scalar that begins with {@code |}. */
  LITERAL,
  /** A block scalar that begins with {@code >}. */
  FOLDED,
  /** {@code *name}: the value stands elsewhere. */
  ALIAS;

  private static final NodeKind[] ALL = values();

  static NodeKind at(int ordinal) {
    return ALL[ordinal];
  }

  public boolean isCollection() {
    return this == BLOCK || this == FLOW;
  }

  public boolean isBlockScalar() {
    return this == LITERAL || this == FOLDED;
  }
}
