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
  private final SchemaSource source;
  private final boolean whole;

  /**
   * @param source has what the schema refers to outside of itself
   * @param whole whether it describes a whole object, with {@code apiVersion}, {@code kind} and
   *     {@code metadata}
   */
  private StructuralSchema(
      String name, MapValue root, MapValue schema, SchemaSource source, boolean whole) {
    this.name = name;
    this.root = root;
    this.schema = schema;
    this.source = source;
    this.whole = whole;
  }

  /**
   * A whole object.
   *
   * @param name what the type is called
   * @param schema its schema; null for one that has only metadata
   * @param source has what the schema refers to outside of itself
   */
  static ObjectSchema object(String name, @Nullable MapValue schema, SchemaSource source) {
    MapValue root = schema == null ? MapValue.empty(Source.NONE, 0) : schema;
    StructuralSchema whole = new StructuralSchema(name, root, root, source, true);
    StructuralSchema meant = whole.at(root, name, true);
    return (meant == null ? whole : meant).type();
  }

  /**
   * What a part of a schema describes.
   *
   * @param name what its type is called, if it is an object
   * @param whole whether it describes a whole object
   */
  static Schema part(String name, MapValue root, MapValue schema, boolean whole) {
    StructuralSchema part = new StructuralSchema(name, root, schema, SchemaSource.NONE, whole);
    return whole ? part.type() : part.read(0);
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
        StructuralSchema property = at(properties.valueAt(i), name + "." + key, false);
        Schema type = property == null ? AnySchema.FREE : property.read(0);
        fields.put(key, field(key, type, required, property == null ? null : property.schema));
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

  private @Nullable MapValue resolved(Value value) {
    StructuralSchema meant = at(value, name, false);
    return meant == null ? null : meant.schema;
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

  /** A schema, or what it refers to; null for what is none. */
  private @Nullable StructuralSchema at(Value value, String path, boolean whole) {
    Value at = value;
    MapValue document = root;
    for (int hops = 0; hops < DEEPEST; hops++) {
      String reference = at instanceof MapValue map ? map.string("$ref") : null;
      if (reference == null) {
        return at instanceof MapValue map
            ? new StructuralSchema(path, document, map, source, whole)
            : null;
      }
      int hash = reference.indexOf('#');
      String file = hash < 0 ? reference : reference.substring(0, hash);
      MapValue other = file.isEmpty() ? document : source.referred((MapValue) at, file);
      if (other == null) {
        return null;
      }
      document = other;
      at = other;
      for (String step : hash < 0 ? new String[0] : reference.substring(hash + 1).split("/")) {
        if (!step.isEmpty()) {
          String key = step.replace("~1", "/").replace("~0", "~");
          at = at instanceof MapValue map ? map.child(key) : null;
        }
      }
      if (at == null) {
        return null;
      }
    }
    return null;
  }

  private Schema read(int depth) {
    if (depth > DEEPEST) {
      return AnySchema.FREE;
    }
    if (isTrue(schema, "x-kubernetes-int-or-string") || isEither(schema)) {
      return ScalarSchema.of(ScalarSchema.Kind.INT_OR_STRING, limits(schema));
    }
    return switch (typeName(schema)) {
      case "string" -> scalar(ScalarSchema.Kind.STRING, schema);
      case "integer" -> scalar(ScalarSchema.Kind.INT, schema);
      case "number" -> scalar(ScalarSchema.Kind.NUMBER, schema);
      case "boolean" -> scalar(ScalarSchema.Kind.BOOLEAN, schema);
      case "array" -> list(depth);
      case "object" -> map(depth);
      default -> AnySchema.FREE;
    };
  }

  private Schema below(@Nullable Value value, String suffix, int depth) {
    StructuralSchema each = value == null ? null : at(value, name + suffix, false);
    return each == null ? AnySchema.FREE : each.read(depth + 1);
  }

  private Schema list(int depth) {
    List<ApplyTopology.Key> keys = keys(schema);
    return new ListSchema(
        below(schema.child("items"), "[]", depth),
        keys.size() == 1 ? keys.get(0).field() : null,
        count(schema, "minItems", 0),
        count(schema, "maxItems", Integer.MAX_VALUE));
  }

  private Schema map(int depth) {
    boolean resource = isTrue(schema, "x-kubernetes-embedded-resource");
    boolean open = isTrue(schema, "x-kubernetes-preserve-unknown-fields");
    if (schema.map("properties") != null || resource) {
      ObjectSchema known = new StructuralSchema(name, root, schema, source, resource).type();
      return open ? new AnySchema(List.of(known), true) : known;
    }
    Value values = schema.child("additionalProperties");
    return values instanceof MapValue ? new MapSchema(below(values, "{}", depth)) : AnySchema.FREE;
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
