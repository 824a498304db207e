package dev.ephor.schema;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The structure of a custom resource, as its definition says it.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema">Kubernetes:
 *     structural schemas</a>
 */
public final class CustomTypes {

  private CustomTypes() {}

  /** The structure of a type, or null where no definition has it. */
  public static @Nullable ObjectSchema type(GroupVersionKind type, List<MapValue> definitions) {
    for (MapValue definition : definitions) {
      if (defines(definition, type)) {
        return hasVersion(definition, type.version())
            ? StructuralSchema.object(
                type.group() + "/" + type.kind(),
                schema(definition, type.version()),
                SchemaSource.NONE)
            : null;
      }
    }
    return null;
  }

  /**
   * The structure that a part of a schema describes.
   *
   * @param name what the type is called
   * @param whole whether it describes a whole object, with metadata
   */
  public static Schema part(String name, MapValue schema, boolean whole) {
    return StructuralSchema.part(name, schema, schema, whole);
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

  /** The same with what an API path calls them and where their objects live. */
  static List<KubernetesIndex.Kind> served(MapValue definition) {
    MapValue spec = definition.map("spec");
    MapValue names = spec == null ? null : spec.map("names");
    String plural = names == null ? null : names.string("plural");
    boolean everywhere = spec != null && "Cluster".equals(spec.string("scope"));
    KubernetesIndex.Scope scope =
        everywhere ? KubernetesIndex.Scope.CLUSTER : KubernetesIndex.Scope.NAMESPACED;
    return plural == null
        ? List.of()
        : kinds(definition).stream()
            .map(type -> new KubernetesIndex.Kind(type, plural, scope, ""))
            .toList();
  }

  /**
   * The schema by which a cluster checks objects of a type.
   *
   * @return {@code openAPIV3Schema}; null where no definition has the type or it has none
   */
  public static @Nullable MapValue schema(GroupVersionKind type, List<MapValue> definitions) {
    for (MapValue definition : definitions) {
      if (defines(definition, type)) {
        return schema(definition, type.version());
      }
    }
    return null;
  }

  /** The schemas of all versions of a definition. */
  public static List<MapValue> schemas(MapValue definition) {
    List<MapValue> schemas = new ArrayList<>();
    MapValue spec = definition.map("spec");
    ListValue versions = spec == null ? null : spec.list("versions");
    if (versions != null) {
      for (Value each : versions.values()) {
        MapValue schema = each instanceof MapValue version ? version.map("schema") : null;
        MapValue root = schema == null ? null : schema.map("openAPIV3Schema");
        if (root != null) {
          schemas.add(root);
        }
      }
    }
    return schemas;
  }

  private static boolean defines(MapValue definition, GroupVersionKind type) {
    MapValue spec = definition.map("spec");
    MapValue names = spec == null ? null : spec.map("names");
    return spec != null
        && names != null
        && Objects.equals(spec.string("group"), type.group())
        && Objects.equals(names.string("kind"), type.kind());
  }

  private static boolean hasVersion(MapValue definition, String name) {
    MapValue spec = definition.map("spec");
    return spec != null
        && (version(spec, name) != null || Objects.equals(spec.string("version"), name));
  }

  /** The schema of a version: its own, or, as {@code v1beta1} had it, that of all of them. */
  private static @Nullable MapValue schema(MapValue definition, String name) {
    MapValue spec = definition.map("spec");
    MapValue version = spec == null ? null : version(spec, name);
    MapValue own = version == null ? null : version.map("schema");
    MapValue shared = spec == null ? null : spec.map("validation");
    MapValue holder = own == null ? shared : own;
    return holder == null ? null : holder.map("openAPIV3Schema");
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
}
