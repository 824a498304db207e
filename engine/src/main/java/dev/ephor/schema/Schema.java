package dev.ephor.schema;

import org.jspecify.annotations.Nullable;

/**
 * What a value may be. Types may refer to themselves; an {@link ObjectSchema} is read when asked.
 */
public sealed interface Schema
    permits ObjectSchema, MapSchema, ListSchema, ScalarSchema, AnySchema {

  /** The type of what stands under a key; null where that is not known. */
  default @Nullable Schema under(String key) {
    return null;
  }

  /** The type of each item; null for what is no list. */
  default @Nullable Schema item() {
    return null;
  }

  /** What the type is called in a message: {@code list}, {@code map}, {@code string} and so on. */
  String label();
}
