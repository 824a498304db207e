package dev.ephor.schema;

import java.util.List;

/**
 * Anything goes.
 *
 * @param meant what is nevertheless meant, for completion and advice: alternatives that differ in
 *     being a map or a list; empty when nothing is known
 * @param merges whether server-side apply merges maps here key by key; otherwise it replaces them
 */
public record AnySchema(List<Schema> meant, boolean merges) implements Schema {

  /** Anything, and nothing is known about it. */
  public static final AnySchema UNKNOWN = new AnySchema(List.of());

  /** Anything, as custom resources have it where fields that are not known are preserved. */
  static final AnySchema FREE = new AnySchema(List.of(), true);

  public AnySchema {
    meant = List.copyOf(meant);
  }

  AnySchema(List<Schema> meant) {
    this(meant, false);
  }

  @Override
  public String label() {
    return "any value";
  }
}
