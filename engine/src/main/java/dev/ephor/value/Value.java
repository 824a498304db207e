package dev.ephor.value;

import org.jspecify.annotations.Nullable;

/**
 * A map, a list or a scalar that remembers where it was written. {@code equals} compares content
 * only; {@link #sameTree} compares content and node numbers, and tells whether what was computed
 * from one tree can be kept for another.
 */
public sealed interface Value permits MapValue, ListValue, Scalar {

  /** The document this value was written in. */
  Source source();

  /** The number of this value's node in its document; see {@link Place#node()}. */
  int node();

  /**
   * The value as a plain Java object: the map or list itself, or the scalar's {@code String},
   * {@code Long}, {@code Double}, {@code Boolean} or {@code null}. Copies nothing.
   */
  @Nullable Object toJava();

  /** The same content said to come from another node. */
  Value from(Source source, int node);

  /** The name of the JSON type: object, array, string, number, boolean or null. */
  String typeName();

  /** Equal content, written at nodes of the same numbers. */
  boolean sameTree(Value other);

  default Place place(Place.Part part) {
    return new Place(source(), node(), part);
  }

  default boolean isNull() {
    return this instanceof Scalar scalar && scalar.content() == null;
  }

  /** The text of a string scalar, otherwise null. */
  default @Nullable String asString() {
    return this instanceof Scalar scalar && scalar.content() instanceof String text ? text : null;
  }
}
