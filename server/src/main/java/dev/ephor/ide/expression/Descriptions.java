package dev.ephor.ide.expression;

import dev.ephor.policy.meaning.Meaning;
import dev.ephor.schema.AnySchema;
import dev.ephor.schema.MapSchema;
import java.util.Optional;

/** What the schemas say of a field. */
final class Descriptions {

  private Descriptions() {}

  /** The description of the field that declares a place. */
  static Optional<String> of(Meaning meaning) {
    return Optional.empty();
  }

  /** The name of the field that declares a place; empty where none does. */
  static String fieldOf(Meaning meaning) {
    return meaning.declarations().isEmpty() ? "" : meaning.declarations().get(0).field().name();
  }

  /** Whether a place may have fields that no schema names: maps, and what is not known. */
  static boolean mayHaveOthers(Meaning meaning) {
    return meaning.isUnknown()
        || meaning.types().stream()
            .anyMatch(type -> type instanceof MapSchema || type instanceof AnySchema);
  }
}
