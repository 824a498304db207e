package dev.ephor.schema;

import dev.ephor.value.GoJson;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an OpenAPI v3 schema of an object, as custom resource definitions have them, or a JSON
 * schema that was made of one: each object when its fields are first asked for, so that neither
 * depth, nor size, nor a reference to itself costs anything. What the model cannot say ({@code
 * oneOf}, {@code not}) is left out; it only restricts further.
 */
final class StructuralSchema implements Definitions, ObjectSchema.Structure {

  /** Lists and maps directly within each other, or references to references, are read so far. */
  private static final int DEEPEST = 100;

  /** Longer defaults are not shown. */
  private static final int LONGEST_DEFAULT = 4096;

  private static final Set<String> META = Set.of("apiVersion", "kind", "metadata");

  private final String name;
  private final MapValue root;
  private final MapValue schema;
  private final boolean whole;

  /**
   * @param whole whether it describes a whole object, with {@code apiVersion}, {@code kind} and
   *     {@code metadata}
   */
  private StructuralSchema(String name, MapValue root, MapValue schema, boolean whole) {
    this.name = name;
    this.root = root;
    this.schema = schema;
    this.whole = whole;
  }

  /**
   * A whole object.
   *
   * @param name what the type is called
   * @param schema its schema; null for one that has only metadata
   */
  static ObjectSchema object(String name, @Nullable MapValue schema) {
    MapValue root = schema == null ? MapValue.empty(Source.NONE, 0) : schema;
    return new StructuralSchema(name, root, root, true).type();
  }

  private ObjectSchema type() {
    return new ObjectSchema(name, this, this);
  }

  @Override
  public Map<String, Field> fields() {
    Map<String, Field> fields = new LinkedHashMap<>();
    Set<String> required = new HashSet<>();
    ListValue named = schema.list("required");
    if (named != null) {
      for (Value each : named.values()) {
        required.add(Objects.requireNonNullElse(each.asString(), ""));
      }
    }
    if (whole) {
      Schema text = ScalarSchema.of(ScalarSchema.Kind.STRING);
      fields.put("apiVersion", field("apiVersion", text, required, null));
      fields.put("kind", field("kind", text, required, null));
      fields.put("metadata", field("metadata", KubernetesIndex.metadata(), required, null));
    }
    MapValue properties = schema.map("properties");
    for (int i = 0; properties != null && i < properties.size(); i++) {
      String key = properties.keyAt(i);
      if (!whole || !META.contains(key)) {
        MapValue property = resolved(properties.valueAt(i));
        Schema type = property == null ? AnySchema.FREE : type(property, name + "." + key, 0);
        fields.put(key, field(key, type, required, property));
      }
    }
    return fields;
  }

  private static Field field(
      String key, Schema type, Set<String> required, @Nullable MapValue property) {
    Value absent = property == null ? null : property.child("default");
    boolean deprecated = property != null && isTrue(property, "deprecated");
    return new Field(
        key,
        type,
        required.contains(key),
        absent == null ? null : GoJson.write(absent, LONGEST_DEFAULT),
        deprecated ? "" : null,
        property == null || isNullable(property));
  }

  @Override
  public @Nullable String definition(String type) {
    return null;
  }

  @Override
  public @Nullable String description(String type) {
    return schema.string("description");
  }

  @Override
  public @Nullable String description(String type, String field) {
    MapValue property = property(field);
    return property == null ? null : property.string("description");
  }

  @Override
  public ApplyTopology.@Nullable ListMerge listMerge(String type, String field) {
    MapValue property = property(field);
    if (property == null || property.string("x-kubernetes-list-type") == null) {
      return property == null ? null : new ApplyTopology.Atomic();
    }
    return switch (Objects.requireNonNull(property.string("x-kubernetes-list-type"))) {
      case "map" -> new ApplyTopology.Keyed(keys(property));
      case "set" -> new ApplyTopology.DistinctItems();
      default -> new ApplyTopology.Atomic();
    };
  }

  @Override
  public boolean isAtomic(String type) {
    return isAtomicMap(schema);
  }

  @Override
  public boolean isAtomic(String type, String field) {
    MapValue property = property(field);
    return property != null && isAtomicMap(property);
  }

  private static boolean isAtomicMap(MapValue schema) {
    return Objects.equals(schema.string("x-kubernetes-map-type"), "atomic");
  }

  private @Nullable MapValue property(String field) {
    MapValue properties = schema.map("properties");
    Value property = properties == null ? null : properties.child(field);
    return property == null ? null : resolved(property);
  }

  private List<ApplyTopology.Key> keys(MapValue list) {
    List<ApplyTopology.Key> keys = new ArrayList<>();
    ListValue written = list.list("x-kubernetes-list-map-keys");
    Value each = list.child("items");
    MapValue items = each == null ? null : resolved(each);
    MapValue fields = items == null ? null : items.map("properties");
    if (written != null) {
      for (Value key : written.values()) {
        String field = Objects.requireNonNullElse(key.asString(), "");
        MapValue type = fields == null ? null : fields.map(field);
        keys.add(new ApplyTopology.Key(field, type == null ? null : type.string("default")));
      }
    }
    return keys;
  }

  /** A schema, or what it refers to in the same document; null for what is none. */
  private @Nullable MapValue resolved(Value value) {
    Value at = value;
    for (int hops = 0; hops < DEEPEST; hops++) {
      String reference = at instanceof MapValue map ? map.string("$ref") : null;
      if (reference == null) {
        return at instanceof MapValue map ? map : null;
      }
      at = root;
      String path = reference.replaceFirst("^#/?", "");
      for (String step : path.isEmpty() ? new String[0] : path.split("/")) {
        at = at instanceof MapValue map ? map.child(step) : null;
      }
      if (at == null) {
        return null;
      }
    }
    return null;
  }

  private Schema type(MapValue of, String path, int depth) {
    if (depth > DEEPEST) {
      return AnySchema.FREE;
    }
    if (isTrue(of, "x-kubernetes-int-or-string") || isEither(of)) {
      return ScalarSchema.of(ScalarSchema.Kind.INT_OR_STRING, limits(of));
    }
    return switch (typeName(of)) {
      case "string" -> scalar(ScalarSchema.Kind.STRING, of);
      case "integer" -> scalar(ScalarSchema.Kind.INT, of);
      case "number" -> scalar(ScalarSchema.Kind.NUMBER, of);
      case "boolean" -> scalar(ScalarSchema.Kind.BOOLEAN, of);
      case "array" -> list(of, path, depth);
      case "object" -> map(of, path, depth);
      default -> AnySchema.FREE;
    };
  }

  private Schema list(MapValue of, String path, int depth) {
    Value each = of.child("items");
    MapValue items = each == null ? null : resolved(each);
    List<ApplyTopology.Key> keys = keys(of);
    return new ListSchema(
        items == null ? AnySchema.FREE : type(items, path + "[]", depth + 1),
        keys.size() == 1 ? keys.get(0).field() : null,
        count(of, "minItems", 0),
        count(of, "maxItems", Integer.MAX_VALUE));
  }

  private Schema map(MapValue of, String path, int depth) {
    boolean resource = isTrue(of, "x-kubernetes-embedded-resource");
    boolean open = isTrue(of, "x-kubernetes-preserve-unknown-fields");
    if (of.map("properties") != null || resource) {
      ObjectSchema known = new StructuralSchema(path, root, of, resource).type();
      return open ? new AnySchema(List.of(known), true) : known;
    }
    Value values = of.child("additionalProperties");
    MapValue each = values == null ? null : resolved(values);
    return each == null ? AnySchema.FREE : new MapSchema(type(each, path + "{}", depth + 1));
  }

  private static ScalarSchema scalar(ScalarSchema.Kind kind, MapValue of) {
    List<String> allowed = new ArrayList<>();
    ListValue values = of.list("enum");
    if (values != null) {
      for (Value value : values.values()) {
        if (value instanceof Scalar scalar && !scalar.isNull()) {
          allowed.add(String.valueOf(scalar.content()));
        }
      }
    }
    return new ScalarSchema(kind, allowed, List.of(), limits(of));
  }

  private static Limits limits(MapValue of) {
    int least = count(of, "minLength", 0);
    int most = count(of, "maxLength", Integer.MAX_VALUE);
    String pattern = of.string("pattern");
    String format = of.string("format");
    Limits.Bound minimum = bound(of, "minimum", "exclusiveMinimum");
    Limits.Bound maximum = bound(of, "maximum", "exclusiveMaximum");
    return new Limits(
        least, most, pattern, format, minimum, maximum, number(of.child("multipleOf")));
  }

  /** A bound and whether it is exclusive; newer JSON schemas have a number of its own for that. */
  private static Limits.@Nullable Bound bound(MapValue of, String key, String exclusiveKey) {
    BigDecimal exclusive = number(of.child(exclusiveKey));
    if (exclusive != null) {
      return new Limits.Bound(exclusive, true);
    }
    BigDecimal bound = number(of.child(key));
    return bound == null ? null : new Limits.Bound(bound, isTrue(of, exclusiveKey));
  }

  private static @Nullable BigDecimal number(@Nullable Value value) {
    if (value instanceof Scalar scalar) {
      if (scalar.content() instanceof Long whole) {
        return BigDecimal.valueOf(whole);
      }
      if (scalar.content() instanceof Double number && Double.isFinite(number)) {
        return BigDecimal.valueOf(number);
      }
    }
    return null;
  }

  private static int count(MapValue of, String key, int absent) {
    return of.child(key) instanceof Scalar scalar && scalar.content() instanceof Long number
        ? (int) Math.max(0, Math.min(Integer.MAX_VALUE, number))
        : absent;
  }

  /** The type's name, of several the first that is not null; guessed where it is not said. */
  private static String typeName(MapValue of) {
    ListValue several = of.list("type");
    if (several != null) {
      for (Value each : several.values()) {
        String name = each.asString();
        if (name != null && !name.equals("null")) {
          return name;
        }
      }
    }
    String name = of.string("type");
    if (name == null && of.map("properties") != null) {
      return "object";
    }
    return name == null ? "" : name;
  }

  private static boolean isNullable(MapValue of) {
    ListValue several = of.list("type");
    return isTrue(of, "nullable")
        || (several != null
            && several.values().stream().anyMatch(each -> "null".equals(each.asString())));
  }

  /** Whether a string and a number are alternatives, as JSON schemas have it for ports. */
  private static boolean isEither(MapValue of) {
    ListValue some = of.list("anyOf");
    ListValue alternatives = some == null ? of.list("oneOf") : some;
    if (alternatives == null || alternatives.values().size() != 2 || of.child("type") != null) {
      return false;
    }
    Set<String> types = new HashSet<>();
    for (Value each : alternatives.values()) {
      types.add(each instanceof MapValue map ? typeName(map) : "");
    }
    return types.contains("string") && (types.contains("integer") || types.contains("number"));
  }

  private static boolean isTrue(MapValue schema, String key) {
    return schema.child(key) instanceof Scalar scalar && Boolean.TRUE.equals(scalar.content());
  }
}
