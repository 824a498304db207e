package dev.ephor.expression.cel.value;

import org.jspecify.annotations.Nullable;

/** A value whose fields expressions may select. */
public interface Fields {

  /** The name of the type as messages give it. */
  String typeName();

  /** The value of a field, a {@link CelError} where it cannot be had, null where there is none. */
  @Nullable Object field(String name);
}
