package dev.ephor.ide.completion;

import dev.ephor.policy.meaning.Meaning;
import dev.ephor.policy.meaning.TypeLabels;
import dev.ephor.schema.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of a field: its type beside the name, and more where it is looked at. */
final class FieldDocumentation {

  private FieldDocumentation() {}

  /** The type in few words; nothing where it is not known. */
  static String detail(Meaning field) {
    return field.isUnknown() ? "" : TypeLabels.of(field);
  }

  /** Markdown. Loads the descriptions. */
  static Optional<String> of(Meaning field) {
    List<String> said = new ArrayList<>();
    List<String> allowed = TypeLabels.allowed(field);
    field.declarations().stream()
        .findFirst()
        .ifPresent(
            declaration -> {
              Field declared = declaration.field();
              String instead = declared.instead();
              if (instead != null) {
                said.add(
                    instead.isEmpty()
                        ? "**Deprecated:** leave it out."
                        : "**Deprecated:** use `" + instead + "`.");
              }
              declaration.owner().describe(declared.name()).ifPresent(said::add);
              if (declared.required()) {
                said.add("Required.");
              }
              if (declared.absent() != null) {
                said.add("Where it is absent: `" + declared.absent() + "`.");
              }
            });
    if (!allowed.isEmpty()) {
      said.add(
          "One of "
              + allowed.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "))
              + ".");
    }
    return said.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", said));
  }
}
