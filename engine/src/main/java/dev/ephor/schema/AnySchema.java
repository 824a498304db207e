package dev.ephor.schema;

import java.util.List;

/**
 * Anything goes.
 *
 * @param meant what is nevertheless meant, for completion and advice: alternatives that differ in
 *     being a map or a list; empty when nothing is known
 */
public record AnySchema(List<Schema> meant) implements Schema {

  /** Anything, and nothing is known about it. */
  public static final AnySchema UNKNOWN = new AnySchema(List.of());

  public AnySchema {
    meant = List.copyOf(meant);
  }

  @Override
  public String label() {
    return "any value";
  }
}
