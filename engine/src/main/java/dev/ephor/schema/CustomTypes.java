package dev.ephor.schema;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The structure of a custom resource, as its definition says it.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema">Kubernetes:
 *     structural schemas</a>
 */
public final class CustomTypes {

  /** Definitions nested deeper are taken for anything. */
  private static final int DEEPEST = 200;

  private static final String FREE = "free";

  private final Map<String, String> bodies = new HashMap<>();
  private final Map<String, ApplyTopology.ListMerge> lists = new HashMap<>();
  private final Set<String> atomic = new HashSet<>();

  private CustomTypes() {}

  /** The structure of a type, or null where no definition has it. */
  public static @Nullable ObjectSchema type(GroupVersionKind type, List<MapValue> definitions) {
    for (MapValue definition : definitions) {
      MapValue spec = definition.map("spec");
      MapValue names = spec == null ? null : spec.map("names");
      if (spec != null
          && names != null
          && Objects.equals(spec.string("group"), type.group())
          && Objects.equals(names.string("kind"), type.kind())) {
        MapValue version = version(spec, type.version());
        return version == null ? null : new CustomTypes().library(type, version);
      }
    }
    return null;
  }

  /** The kind that a definition defines, once for each version. */
  static List<GroupVersionKind> kinds(MapValue definition) {
    MapValue spec = definition.map("spec");
    MapValue names = spec == null ? null : spec.map("names");
    String group = spec == null ? null : spec.string("group");
    String kind = names == null ? null : names.string("kind");
    ListValue versions = spec == null ? null : spec.list("versions");
    List<GroupVersionKind> kinds = new ArrayList<>();
    if (group != null && kind != null && versions != null) {
      for (Value version : versions.values()) {
        String name = version instanceof MapValue map ? map.string("name") : null;
        if (name != null) {
          kinds.add(new GroupVersionKind(group, name, kind));
        }
      }
    }
    return kinds;
  }

  private static @Nullable MapValue version(MapValue spec, String name) {
    ListValue versions = spec.list("versions");
    if (versions != null) {
      for (Value version : versions.values()) {
        if (version instanceof MapValue map && Objects.equals(map.string("name"), name)) {
          return map;
        }
      }
    }
    return null;
  }

  private @Nullable ObjectSchema library(GroupVersionKind type, MapValue version) {
    MapValue schema = version.map("schema");
    MapValue root = schema == null ? null : schema.map("openAPIV3Schema");
    MapValue properties = root == null ? null : root.map("properties");
    String name = type.group() + "/" + type.kind();
    StringBuilder body =
        new StringBuilder("  apiVersion string\n  kind string\n  metadata ObjectMeta\n");
    if (properties != null) {
      for (int i = 0; i < properties.size(); i++) {
        String field = properties.keyAt(i);
        if (!Set.of("apiVersion", "kind", "metadata").contains(field)) {
          body.append(line(field, properties.valueAt(i), name, 0));
        }
      }
    }
    bodies.put(name, body.toString());
    return new TypeLibrary(new Written()).type(name) instanceof ObjectSchema object ? object : null;
  }

  private String line(String field, Value schema, String owner, int depth) {
    String name = owner + "." + field;
    return "  " + field + " " + expression(schema, name, depth) + "\n";
  }

  /** How the type of a field is written. */
  private String expression(Value value, String name, int depth) {
    if (!(value instanceof MapValue schema) || depth > DEEPEST) {
      return FREE;
    }
    if (isTrue(schema, "x-kubernetes-int-or-string")) {
      return "intOrString";
    }
    return switch (Objects.requireNonNullElse(schema.string("type"), "")) {
      case "string" -> "string";
      case "integer" -> "int";
      case "number" -> "number";
      case "boolean" -> "boolean";
      case "array" -> list(schema, name, depth);
      case "object" -> object(schema, name, depth);
      default -> FREE;
    };
  }

  private String list(MapValue schema, String name, int depth) {
    String type = Objects.requireNonNullElse(schema.string("x-kubernetes-list-type"), "atomic");
    lists.put(
        name,
        switch (type) {
          case "map" -> new ApplyTopology.Keyed(keys(schema));
          case "set" -> new ApplyTopology.DistinctItems();
          default -> new ApplyTopology.Atomic();
        });
    Value items = schema.child("items");
    return "[" + (items == null ? FREE : expression(items, name + "[]", depth + 1)) + "]";
  }

  private static List<ApplyTopology.Key> keys(MapValue schema) {
    List<ApplyTopology.Key> keys = new ArrayList<>();
    ListValue written = schema.list("x-kubernetes-list-map-keys");
    MapValue items = schema.map("items");
    MapValue fields = items == null ? null : items.map("properties");
    if (written != null) {
      for (Value key : written.values()) {
        String name = Objects.requireNonNullElse(key.asString(), "");
        MapValue field = fields == null ? null : fields.map(name);
        keys.add(new ApplyTopology.Key(name, field == null ? null : field.string("default")));
      }
    }
    return keys;
  }

  private String object(MapValue schema, String name, int depth) {
    boolean whole = Objects.equals(schema.string("x-kubernetes-map-type"), "atomic");
    if (whole) {
      atomic.add(name);
    }
    MapValue properties = schema.map("properties");
    if (properties != null && !isTrue(schema, "x-kubernetes-preserve-unknown-fields")) {
      StringBuilder body = new StringBuilder();
      for (int i = 0; i < properties.size(); i++) {
        body.append(line(properties.keyAt(i), properties.valueAt(i), name, depth + 1));
      }
      bodies.put(name, body.toString());
      return name;
    }
    Value values = schema.child("additionalProperties");
    return values instanceof MapValue
        ? "{" + expression(values, name + "{}", depth + 1) + "}"
        : FREE;
  }

  private static boolean isTrue(MapValue schema, String key) {
    return schema.child(key) instanceof Scalar scalar && Boolean.TRUE.equals(scalar.content());
  }

  private final class Written implements Definitions {
    @Override
    public @Nullable String definition(String type) {
      String body = bodies.get(type);
      return body == null ? KubernetesIndex.definition(type) : body;
    }

    @Override
    public ApplyTopology.@Nullable ListMerge listMerge(String field) {
      return lists.get(field);
    }

    @Override
    public boolean isAtomic(String typeOrField) {
      return atomic.contains(typeOrField);
    }
  }
}
