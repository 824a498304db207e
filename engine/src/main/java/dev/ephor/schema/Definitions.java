package dev.ephor.schema;

import org.jspecify.annotations.Nullable;

/** Finds the text of a type's definition by its name, and what else is said of it. */
interface Definitions {

  /**
   * The definition: for an object its fields, a line each; for a string with fixed values one line
   * that begins with {@code =}. Null when there is no such type.
   */
  @Nullable String definition(String type);

  /** What a type is for; null where nobody says. */
  default @Nullable String description(String type) {
    return null;
  }

  /** What a field of a type is for; null where nobody says. */
  default @Nullable String description(String type, String field) {
    return null;
  }

  /**
   * How server-side apply merges a list of a type that is defined here.
   *
   * @return null for a type that the table of Kubernetes knows
   */
  default ApplyTopology.@Nullable ListMerge listMerge(String type, String field) {
    return null;
  }

  /** Whether server-side apply replaces a type that is defined here as a whole. */
  default boolean isAtomic(String type) {
    return false;
  }

  /** Whether server-side apply replaces a field that is defined here as a whole. */
  default boolean isAtomic(String type, String field) {
    return false;
  }
}
