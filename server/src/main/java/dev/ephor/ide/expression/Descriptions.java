package dev.ephor.ide.expression;

import dev.ephor.ide.hover.FieldHover;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.schema.AnySchema;
import dev.ephor.schema.MapSchema;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What the schemas say of a field. */
final class Descriptions {

  private Descriptions() {}

  /** What the schemas say of the field that declares a place; empty where none does. */
  static Optional<String> of(Meaning meaning) {
    // Several kinds may declare the same field in the same words.
    Set<String> said = new LinkedHashSet<>();
    for (Meaning.Declaration declaration : meaning.declarations()) {
      said.add(FieldHover.of(declaration, true));
    }
    return said.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n---\n\n", said));
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
