package dev.ephor.ide.completion;

import dev.ephor.policy.meaning.Meaning;
import dev.ephor.schema.AnySchema;
import dev.ephor.schema.Field;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of a field: its type beside the name, and more where it is looked at. */
final class FieldDocumentation {

  private FieldDocumentation() {}

  /** The type in few words. */
  static String detail(Meaning field) {
    List<Schema> types = field.meant();
    return types.isEmpty() ? "" : label(types.get(0));
  }

  private static String label(Schema type) {
    if (type instanceof ListSchema list) {
      return "list of " + label(list.items());
    } else if (type instanceof MapSchema map) {
      return "map of " + label(map.values());
    } else if (type instanceof ObjectSchema object) {
      return object.name().substring(object.name().lastIndexOf('.') + 1);
    } else if (type instanceof AnySchema) {
      return "any value";
    }
    return type.label();
  }

  /** Markdown. */
  static Optional<String> of(Meaning field) {
    StringBuilder text = new StringBuilder();
    for (Meaning.Declaration declaration : field.declarations()) {
      Field declared = declaration.field();
      if (declared.instead() != null) {
        line(
            text,
            declared.instead().isEmpty()
                ? "Deprecated: leave it out."
                : "Deprecated: use `" + declared.instead() + "`.");
      }
      if (declared.required()) {
        line(text, "Required.");
      }
      if (declared.absent() != null) {
        line(text, "Where it is absent: `" + declared.absent() + "`.");
      }
      if (declared.type() instanceof ScalarSchema scalar && !scalar.allowed().isEmpty()) {
        line(
            text,
            "One of "
                + scalar.allowed().stream()
                    .map(value -> "`" + value + "`")
                    .collect(Collectors.joining(", "))
                + ".");
      }
      if (!text.isEmpty()) {
        break;
      }
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
  }

  private static void line(StringBuilder text, String line) {
    text.append(text.isEmpty() ? "" : "\n\n").append(line);
  }
}
