package dev.ephor.rule.custom;

import dev.ephor.expression.cel.CelDialect;
import dev.ephor.expression.cel.FieldReads;
import dev.ephor.schema.NearestName;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields that a rule reads and its schema does not have; a cluster refuses a definition with such a
 * rule. Places of which the schema says nothing are not looked into.
 */
final class RuleFields {

  private static final Set<String> ROOTS = Set.of("self", "oldSelf");

  /** What a rule may know of an object's metadata. */
  private static final List<String> NAMES = List.of("name", "generateName");

  private RuleFields() {}

  /**
   * The unknown fields in an expression.
   *
   * @param text the expression
   * @param schema the schema of {@code self}
   * @param whole whether {@code self} is a whole object
   */
  static List<Breach> unknown(CelDialect dialect, Value text, MapValue schema, boolean whole) {
    String expression = text.asString();
    List<Breach> found = new ArrayList<>();
    if (expression == null) {
      return found;
    }
    for (FieldReads.Read read : FieldReads.in(dialect, expression, Map.of()).reads()) {
      List<String> steps = read.path().steps();
      List<String> known =
          ROOTS.contains(read.path().root()) && !steps.isEmpty()
              ? fields(schema, whole, steps.subList(0, steps.size() - 1))
              : null;
      String name = steps.isEmpty() ? "" : steps.get(steps.size() - 1);
      if (known != null && !name.isEmpty() && !known.contains(name)) {
        String nearest =
            NearestName.of(name, known).map(near -> ". Did you mean " + near + "?").orElse("");
        Place place = text.place(Place.Part.VALUE);
        found.add(
            new Breach(
                place,
                place,
                read.name(),
                "This rule cannot be evaluated: the schema has no field " + name + nearest));
      }
    }
    return found;
  }

  /** The fields at the end of a path, as CEL calls them; null where the schema does not say. */
  private static @Nullable List<String> fields(MapValue of, boolean whole, List<String> steps) {
    MapValue at = of;
    boolean resource = whole;
    for (String step : steps) {
      if (resource && step.equals("metadata")) {
        return steps.get(steps.size() - 1).equals("metadata") ? NAMES : null;
      }
      MapValue properties = at.map("properties");
      MapValue inner = properties == null ? null : property(properties, step);
      if (inner == null && properties == null) {
        inner = at.map(step.isEmpty() ? "items" : "additionalProperties");
      }
      if (inner == null) {
        return null;
      }
      at = inner;
      resource = isTrue(at, "x-kubernetes-embedded-resource");
    }
    MapValue properties = at.map("properties");
    if (properties == null || isTrue(at, "x-kubernetes-preserve-unknown-fields")) {
      return null;
    }
    List<String> names =
        new ArrayList<>(resource ? List.of("apiVersion", "kind", "metadata") : List.of());
    for (String key : properties.keys()) {
      names.add(RuleValues.escaped(key));
    }
    return names;
  }

  private static @Nullable MapValue property(MapValue properties, String escaped) {
    for (int i = 0; i < properties.size(); i++) {
      if (RuleValues.escaped(properties.keyAt(i)).equals(escaped)) {
        return properties.valueAt(i) instanceof MapValue map ? map : null;
      }
    }
    return null;
  }

  private static boolean isTrue(MapValue schema, String key) {
    return schema.child(key) instanceof Scalar scalar && Boolean.TRUE.equals(scalar.content());
  }
}
