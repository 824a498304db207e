package dev.ephor.schema;

import org.jspecify.annotations.Nullable;

/** Finds the text of a type's definition by its name. */
interface Definitions {

  /**
   * The definition: for an object its fields, a line each; for a string with fixed values one line
   * that begins with {@code =}. Null when there is no such type.
   */
  @Nullable String definition(String type);

  /**
   * How server-side apply merges a list of a type that is defined here.
   *
   * @param field the type's name, a dot and the field's name
   * @return null for a type that the table of Kubernetes knows
   */
  default ApplyTopology.@Nullable ListMerge listMerge(String field) {
    return null;
  }

  /** Whether server-side apply replaces a type or field that is defined here as a whole. */
  default boolean isAtomic(String typeOrField) {
    return false;
  }
}
