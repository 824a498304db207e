package dev.ephor.policy.check;

import dev.ephor.schema.Field;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import dev.ephor.value.Place;
import dev.ephor.value.Value;

/** Where a document departs from its schema. */
sealed interface Mismatch {

  Place place();

  /** The field's path as the reference writes it: {@code spec.rules[0].validate.mesage}. */
  String path();

  /** Whether this alone makes the reference throw the document away. */
  boolean drops();

  /** A field that the object does not have. */
  record UnknownField(Place place, String path, String name, ObjectSchema object, boolean drops)
      implements Mismatch {}

  /** A value of another type. */
  record WrongType(Place place, String path, Schema expected, Value found, boolean drops)
      implements Mismatch {}

  /** A string that is not among the allowed ones, or too long, or a number that is too small. */
  record BadValue(Place place, String path, ScalarSchema expected, Value found, boolean drops)
      implements Mismatch {}

  /** A required field that is not there; placed on the key of the object that lacks it. */
  record MissingField(Place place, String path, Field field, boolean drops) implements Mismatch {}

  /** A field that still works and will go. */
  record DeprecatedField(Place place, String path, Field field, boolean drops)
      implements Mismatch {}
}
