package dev.ephor.schema;

/**
 * What a value may be. Types may refer to themselves; an {@link ObjectSchema} is read when asked.
 */
public sealed interface Schema
    permits ObjectSchema, MapSchema, ListSchema, ScalarSchema, AnySchema {

  /** What the type is called in a message: {@code list}, {@code map}, {@code string} and so on. */
  String label();
}
