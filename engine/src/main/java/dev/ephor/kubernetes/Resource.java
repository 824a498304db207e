package dev.ephor.kubernetes;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A manifest's object as a cluster would store it, with the parts that every rule asks for.
 *
 * @param root the whole object, completed: it has its namespace, and maps such as labels that were
 *     written as null are empty
 * @param type from {@code apiVersion} and {@code kind}; parts are empty where they are missing
 * @param name {@code metadata.name}, or {@code metadata.generateName}, or empty
 * @param namespace {@code metadata.namespace}, or {@code default}; empty for kinds that have none
 */
public record Resource(MapValue root, GroupVersionKind type, String name, String namespace) {

  private static final MapValue NONE = MapValue.empty(Source.NONE, 0);

  /** Maps that the reference reads as empty where a manifest leaves them without entries. */
  private static final Set<String> NEVER_NULL =
      Set.of("annotations", "labels", "matchLabels", "nodeSelector", "data", "stringData");

  /** How deep nulls are looked for; deeper ones stay, which only a hostile manifest can notice. */
  private static final int DEEPEST = 200;

  /** Reads an object. A field of the wrong type counts as missing. */
  public static Resource of(MapValue root) {
    GroupVersionKind type =
        GroupVersionKind.of(text(root.child("apiVersion")), text(root.child("kind")));
    MapValue complete = withNamespace((MapValue) withoutNullMaps(root, 0), type);
    MapValue metadata = complete.map("metadata");
    if (metadata == null) {
      return new Resource(complete, type, "", "");
    }
    String name = text(metadata.child("name"));
    if (name.isEmpty()) {
      name = text(metadata.child("generateName"));
    }
    return new Resource(complete, type, name, text(metadata.child("namespace")));
  }

  /** An object as a rule has left it: nothing is completed any more. */
  public static Resource changed(MapValue root) {
    GroupVersionKind type =
        GroupVersionKind.of(text(root.child("apiVersion")), text(root.child("kind")));
    MapValue metadata = root.map("metadata");
    if (metadata == null) {
      return new Resource(root, type, "", "");
    }
    String name = text(metadata.child("name"));
    return new Resource(
        root,
        type,
        name.isEmpty() ? text(metadata.child("generateName")) : name,
        text(metadata.child("namespace")));
  }

  /** Kind, namespace and name as people are told them, such as {@code Deployment shop/cart}. */
  public String shownName() {
    return type.kind() + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }

  /** What is left where this resource could not be changed as a rule demands. */
  public Resource lost() {
    return changed(MapValue.empty(root.source(), root.node()));
  }

  /** Whether a change has failed, so that there is nothing to judge any more. */
  public boolean isLost() {
    return root.isEmpty();
  }

  /** The labels, in the order of the text; none where one of them is not a string. */
  public Map<String, String> labels() {
    return strings(labelValues());
  }

  /** The annotations, in the order of the text; none where one of them is not a string. */
  public Map<String, String> annotations() {
    return strings(annotationValues());
  }

  /** The labels as they stand in the tree; none where one of them is not a string. */
  public MapValue labelValues() {
    return stringMap("labels");
  }

  /** The annotations as they stand in the tree; none where one of them is not a string. */
  public MapValue annotationValues() {
    return stringMap("annotations");
  }

  private MapValue stringMap(String field) {
    MapValue metadata = root.map("metadata");
    MapValue map = metadata == null ? null : metadata.map(field);
    if (map == null) {
      return NONE;
    }
    for (int i = 0; i < map.size(); i++) {
      if (map.valueAt(i).asString() == null) {
        return NONE;
      }
    }
    return map;
  }

  private static Map<String, String> strings(MapValue map) {
    Map<String, String> strings = new LinkedHashMap<>();
    for (int i = 0; i < map.size(); i++) {
      strings.put(map.keyAt(i), text(map.valueAt(i)));
    }
    return strings;
  }

  private static MapValue withNamespace(MapValue root, GroupVersionKind type) {
    if (ClusterScopedKinds.contains(type)) {
      return root;
    }
    Value metadata = root.child("metadata");
    if (metadata instanceof MapValue map) {
      return text(map.child("namespace")).isEmpty()
          ? root.with("metadata", map.with("namespace", defaultNamespace(map)))
          : root;
    }
    Value origin = metadata == null ? root : metadata;
    MapValue.Builder created = MapValue.builder(origin.source(), origin.node());
    return root.with("metadata", created.put("namespace", defaultNamespace(origin)).build());
  }

  private static Scalar defaultNamespace(Value origin) {
    return new Scalar("default", origin.source(), origin.node());
  }

  /** The same tree with empty maps in place of certain nulls; the very same where there is none. */
  private static Value withoutNullMaps(Value value, int depth) {
    if (depth > DEEPEST) {
      return value;
    }
    if (value instanceof MapValue map) {
      MapValue.Builder builder = null;
      for (int i = 0; i < map.size(); i++) {
        Value child = map.valueAt(i);
        Value changed =
            child.isNull() && NEVER_NULL.contains(map.keyAt(i))
                ? MapValue.empty(child.source(), child.node())
                : withoutNullMaps(child, depth + 1);
        if (changed != child) {
          builder = builder == null ? map.toBuilder() : builder;
          builder.put(map.keyAt(i), changed);
        }
      }
      return builder == null ? map : builder.build();
    }
    if (value instanceof ListValue list) {
      List<Value> items = null;
      for (int i = 0; i < list.size(); i++) {
        Value changed = withoutNullMaps(list.at(i), depth + 1);
        if (changed != list.at(i)) {
          items = items == null ? new ArrayList<>(list.values()) : items;
          items.set(i, changed);
        }
      }
      return items == null ? list : ListValue.of(items, list.source(), list.node());
    }
    return value;
  }

  private static String text(@Nullable Value value) {
    String text = value == null ? null : value.asString();
    return text == null ? "" : text;
  }
}
