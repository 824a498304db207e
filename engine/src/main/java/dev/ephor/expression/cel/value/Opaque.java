package dev.ephor.expression.cel.value;

/** A value of a library's own type, which only that library's functions look into. */
public interface Opaque {

  /** The name of the type as messages give it, such as {@code kubernetes.URL}. */
  String typeName();
}
