package dev.ephor.policy.meaning;

import dev.ephor.schema.ListSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.Schema;
import dev.ephor.schema.Schemas;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodePath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what the places of a document mean. */
public final class Meanings {

  /** Fields of policies that hold an object of the matched kinds, by the type that has them. */
  private static final Map<String, Dialect> OBJECTS =
      Map.of(
          "Validation.pattern", Dialect.PATTERN,
          "ValidationV2.pattern", Dialect.PATTERN,
          "ForEachValidation.pattern", Dialect.PATTERN,
          "Validation.anyPattern", Dialect.PATTERN,
          "ValidationV2.anyPattern", Dialect.PATTERN,
          "ForEachValidation.anyPattern", Dialect.PATTERN,
          "Mutation.patchStrategicMerge", Dialect.OVERLAY,
          "ForEachMutation.patchStrategicMerge", Dialect.OVERLAY);

  /** Types that hold {@code data} of the kind that they name. */
  private static final Set<String> GENERATING = Set.of("Generation", "ForEachGeneration");

  /** Trees nested deeper are not looked at to their ends. */
  private static final int DEEPEST = 200;

  private Meanings() {}

  /** Looks at one place. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param value what stands there
     * @param key the key before it; null for items and the top
     * @param meaning what may stand there
     */
    void visit(Value value, @Nullable String key, Meaning meaning);
  }

  /** Looks at every place of a document, in the order of the text. */
  public static void walk(Value root, Schemas schemas, Visitor visitor) {
    walk(root, null, root(root, schemas), new Surroundings(root, schemas), visitor, 0);
  }

  private static void walk(
      Value value,
      @Nullable String key,
      Meaning meaning,
      Surroundings around,
      Visitor visitor,
      int depth) {
    if (depth > DEEPEST) {
      return;
    }
    visitor.visit(value, key, meaning);
    Surroundings inside = around.into(meaning, value);
    int size =
        value instanceof MapValue map
            ? map.size()
            : value instanceof ListValue list ? list.size() : 0;
    for (int i = 0; i < size; i++) {
      NodePath.Step step =
          value instanceof MapValue map
              ? new NodePath.Step(map, map.keyAt(i), i, map.valueAt(i))
              : new NodePath.Step(value, null, i, ((ListValue) value).at(i));
      Meaning below = step(meaning, step, inside);
      walk(step.value(), step.key(), below, inside, visitor, depth + 1);
    }
  }

  /** What the place at the end of a path may hold. */
  public static Meaning at(NodePath path, Schemas schemas) {
    Meaning meaning = root(path.root(), schemas);
    Surroundings around = new Surroundings(path.root(), schemas);
    for (NodePath.Step step : path.steps()) {
      around = around.into(meaning, step.in());
      meaning = step(meaning, step, around);
    }
    return meaning;
  }

  /**
   * What a document is, by what it says of itself: of a kind without a version those of any
   * version, of kinds that nobody knows what all objects have.
   */
  static Meaning root(Value value, Schemas schemas) {
    if (schemas.unnamed() != null) {
      return Meaning.of(List.of(schemas.unnamed()));
    }
    if (!(value instanceof MapValue map)) {
      return Meaning.UNKNOWN;
    }
    ObjectSchema type = Types.named(map, schemas);
    if (type != null) {
      return Meaning.of(List.of(type));
    }
    if (map.string("apiVersion") == null) {
      List<ObjectSchema> types = Types.ofKind(map.string("kind"), schemas);
      if (!types.isEmpty()) {
        return Meaning.of(types);
      }
    }
    return map.containsKey("apiVersion") || map.containsKey("kind")
        ? Types.someObject()
        : Meaning.UNKNOWN;
  }

  /** What an item of a list of objects is, also if it does not say so yet. */
  private static Meaning listed(Value item, Schemas schemas) {
    Meaning known = root(item, schemas);
    return known.isUnknown() && (item instanceof MapValue || item.isNull())
        ? Types.someObject()
        : known;
  }

  static Meaning step(Meaning meaning, NodePath.Step step, Surroundings around) {
    String key = step.key();
    if (key == null) {
      return meaning.isUnknown() && around.isItems()
          ? listed(step.value(), around.schemas())
          : meaning.item();
    }
    if (step.in() instanceof MapValue in) {
      Meaning jump = jump(meaning, key, in, around);
      if (jump != null) {
        return jump;
      }
    }
    return meaning.under(key);
  }

  /** Where a policy begins to speak of other objects. */
  private static @Nullable Meaning jump(
      Meaning meaning, String key, MapValue in, Surroundings around) {
    for (Schema type : meaning.types()) {
      if (type instanceof ObjectSchema owner) {
        Dialect dialect = OBJECTS.get(owner.name() + "." + key);
        if (dialect != null) {
          Meaning objects = around.objects(owner.name());
          Meaning found = objects.in(dialect);
          return key.equals("anyPattern")
              ? new Meaning(
                  found.types().stream().map(each -> (Schema) new ListSchema(each, null)).toList(),
                  Map.of(),
                  dialect,
                  meaning.under(key).declarations())
              : new Meaning(
                  found.types(), found.made(), dialect, meaning.under(key).declarations());
        }
        if (GENERATING.contains(owner.name()) && key.equals("data")) {
          ObjectSchema generated = Types.named(in, around.schemas());
          return generated == null ? null : Meaning.of(List.of(generated));
        }
      }
    }
    return null;
  }
}
