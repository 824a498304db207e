package dev.ephor.ide.expression;

import dev.ephor.policy.meaning.Meaning;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the schemas say of a field. */
final class Descriptions {

  private Descriptions() {}

  /** The description of the field that declares a place. */
  static Optional<String> of(Meaning meaning) {
    return Optional.empty();
  }

  /** {@code labels} or {@code annotations} where a place is an object's; otherwise null. */
  static @Nullable String keysOf(Meaning meaning) {
    for (Meaning.Declaration declaration : meaning.declarations()) {
      String name = declaration.field().name();
      if (name.equals("labels") || name.equals("annotations")) {
        return name;
      }
    }
    return null;
  }
}
