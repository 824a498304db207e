package dev.ephor.ide.hover;

import dev.ephor.policy.meaning.Dialect;
import dev.ephor.policy.meaning.Meaning.Declaration;
import dev.ephor.schema.AnySchema;
import dev.ephor.schema.Field;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A field: its type, whether it must be there, what it means. */
public final class FieldHover {

  private FieldHover() {}

  static Optional<String> of(HoverPlace place) {
    if (!place.onKey() || place.key() == null) {
      return Optional.empty();
    }
    // Several kinds may declare the same field in the same words.
    Set<String> said = new LinkedHashSet<>();
    for (Declaration declaration : place.meaning().declarations()) {
      said.add(of(declaration, place.meaning().dialect() == Dialect.PLAIN));
    }
    return said.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n---\n\n", said));
  }

  /**
   * All that is known of a field, as markdown.
   *
   * @param written whether to say that it is required; a pattern or a patch demands no field
   *     because the object must have it
   */
  public static String of(Declaration declaration, boolean written) {
    ObjectSchema owner = declaration.owner();
    Field field = declaration.field();
    StringBuilder text = new StringBuilder("**").append(field.name()).append("** `");
    text.append(type(field.type())).append('`');
    if (field.required() && written) {
      text.append(" required");
    }
    if (field.absent() != null) {
      text.append(" default `").append(field.absent()).append('`');
    }
    String instead = field.instead();
    if (instead != null) {
      text.append("\n\nDeprecated").append(instead.isEmpty() ? "." : ": use `" + instead + "`.");
    }
    owner.describe(field.name()).ifPresent(words -> text.append("\n\n").append(words));
    List<String> allowed = allowed(field.type());
    if (!allowed.isEmpty()) {
      text.append("\n\nOne of ")
          .append(allowed.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", ")));
    }
    return text.toString();
  }

  /** A type in words: {@code list of Container}, {@code map of string}. */
  public static String type(Schema type) {
    if (type instanceof ListSchema list) {
      return "list of " + type(list.items());
    } else if (type instanceof MapSchema map) {
      return "map of " + type(map.values());
    } else if (type instanceof ObjectSchema object) {
      return object.name();
    } else if (type instanceof AnySchema any && !any.meant().isEmpty()) {
      return any.meant().stream().map(FieldHover::type).collect(Collectors.joining(" or "));
    } else if (type instanceof ScalarSchema scalar && scalar.kind() == ScalarSchema.Kind.CEL) {
      return "CEL expression";
    } else if (type instanceof ScalarSchema scalar && scalar.kind() == ScalarSchema.Kind.JMESPATH) {
      return "JMESPath expression";
    }
    return type.label();
  }

  private static List<String> allowed(Schema type) {
    return type instanceof ScalarSchema scalar
        ? scalar.allowed()
        : type.item() instanceof ScalarSchema item ? item.allowed() : List.of();
  }
}
