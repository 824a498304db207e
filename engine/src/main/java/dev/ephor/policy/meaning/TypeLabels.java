package dev.ephor.policy.meaning;

import dev.ephor.schema.AnySchema;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Types in the words that are shown beside fields. */
public final class TypeLabels {

  /** Of more alternatives than this the first are shown. */
  private static final int MOST = 3;

  private TypeLabels() {}

  /** The type of what a place may hold, such as {@code string} or {@code list(Container)}. */
  public static String of(Meaning meaning) {
    if (meaning.isUnknown()) {
      return "any";
    }
    Set<String> labels = new LinkedHashSet<>();
    for (Schema type : meaning.types()) {
      labels.add(of(type));
    }
    if (labels.isEmpty()) {
      return "object";
    }
    return labels.stream().limit(MOST).collect(Collectors.joining(" | "))
        + (labels.size() > MOST ? " | ..." : "");
  }

  /** The type's name, such as {@code map(string)}. */
  public static String of(Schema type) {
    if (type instanceof ObjectSchema object) {
      return object.name();
    } else if (type instanceof ListSchema list) {
      return "list(" + of(list.items()) + ")";
    } else if (type instanceof MapSchema map) {
      return "map(" + of(map.values()) + ")";
    } else if (type instanceof AnySchema any && !any.meant().isEmpty()) {
      return any.meant().stream().map(TypeLabels::of).collect(Collectors.joining(" | "));
    }
    return type.label();
  }

  /** The only texts that a place may hold; none where it may hold others. */
  public static List<String> allowed(Meaning meaning) {
    Set<String> allowed = new LinkedHashSet<>();
    for (Schema type : meaning.meant()) {
      if (type instanceof ScalarSchema scalar) {
        allowed.addAll(scalar.allowed());
      }
    }
    return List.copyOf(allowed);
  }
}
