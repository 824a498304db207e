package dev.ephor.evaluation;

import dev.ephor.value.MapValue;
import dev.ephor.value.Value;

/** What came of changing an object. */
sealed interface Mutation {

  /** What the reference says where nothing came of it. */
  String NO_PATCHES = "no patches applied";

  /** The object is another now. */
  record Changed(MapValue root) implements Mutation {}

  /** The object stays as it was. */
  record Unchanged(String message) implements Mutation {}

  /**
   * The change cannot be made.
   *
   * @param clause what demanded it
   */
  record Failed(String message, Value clause) implements Mutation {}
}
