package dev.ephor.schema;

import org.jspecify.annotations.Nullable;

/** Finds the text of a type's definition by its name. */
interface Definitions {

  /**
   * The definition: for an object its fields, a line each; for a string with fixed values one line
   * that begins with {@code =}. Null when there is no such type.
   */
  @Nullable String definition(String type);
}
