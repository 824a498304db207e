package dev.ephor.schema;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Why a cluster would refuse the definition of a custom resource: what it needs to be one, and
 * whether its schema is structural. Goes through the schema with a stack of its own.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema">Kubernetes:
 *     structural schemas</a>
 */
public final class DefinitionProblems {

  /** More are not told: they mostly have one reason. */
  private static final int MOST = 50;

  private static final Set<String> TYPES =
      Set.of("object", "array", "string", "integer", "number", "boolean");

  private final List<Problem> found = new ArrayList<>();
  private final Deque<Node> open = new ArrayDeque<>();

  private DefinitionProblems() {}

  /**
   * A problem.
   *
   * @param place where it is
   * @param message what is wrong and how to mend it
   */
  public record Problem(Place place, String message) {}

  /**
   * @param schema a schema, or something that should be one
   * @param path how to name it
   */
  private record Node(Value schema, String path) {}

  /** The problems of an object of kind CustomResourceDefinition in {@code v1}. */
  public static List<Problem> of(MapValue definition) {
    DefinitionProblems check = new DefinitionProblems();
    if ("apiextensions.k8s.io/v1".equals(definition.string("apiVersion"))) {
      check.definition(definition);
    }
    return List.copyOf(check.found);
  }

  private void definition(MapValue definition) {
    MapValue spec = definition.map("spec");
    MapValue names = spec == null ? null : spec.map("names");
    ListValue versions = spec == null ? null : spec.list("versions");
    if (spec == null || versions == null) {
      // No definition, but a patch of one, or what a test expects of one.
      return;
    }
    if (names == null
        || spec.string("group") == null
        || names.string("kind") == null
        || names.string("plural") == null
        || versions.values().isEmpty()) {
      add(
          spec,
          "A CustomResourceDefinition needs spec.group, spec.names.kind, spec.names.plural and"
              + " spec.versions; nothing is known of its kind.");
      return;
    }
    MapValue metadata = definition.map("metadata");
    Value name = metadata == null ? null : metadata.child("name");
    String wanted = names.string("plural") + "." + spec.string("group");
    if (name != null && name.asString() != null && !wanted.equals(name.asString())) {
      addAt(
          name.place(Place.Part.VALUE),
          "The name must be spec.names.plural, a dot and spec.group: " + wanted);
    }
    int stored = 0;
    for (Value each : versions.values()) {
      if (each instanceof MapValue version) {
        stored += isTrue(version, "storage") ? 1 : 0;
        version(version);
      }
    }
    if (stored != 1) {
      add(
          versions,
          "Exactly one version must have storage: true; here "
              + (stored == 0 ? "none has." : stored + " have."));
    }
  }

  private void version(MapValue version) {
    MapValue schema = version.map("schema");
    Value root = schema == null ? null : schema.child("openAPIV3Schema");
    if (root == null) {
      add(version, "A version needs schema.openAPIV3Schema, at the least with type: object.");
      return;
    }
    if (root instanceof MapValue map && !"object".equals(map.string("type"))) {
      add(root, "The schema of the whole object must have type: object.");
    }
    open.add(new Node(root, "openAPIV3Schema"));
    while (!open.isEmpty() && found.size() < MOST) {
      Node node = open.poll();
      if (node.schema() instanceof MapValue map) {
        schema(map, node.path());
      } else if (!(node.schema() instanceof Scalar scalar && scalar.content() instanceof Boolean)) {
        add(node.schema(), node.path() + " must be a schema: a map with a type.");
      }
    }
  }

  private void schema(MapValue schema, String path) {
    Value reference = schema.child("$ref");
    if (reference != null) {
      addAt(
          reference.place(Place.Part.KEY),
          "A schema cannot refer to another, or to itself: write "
              + path
              + " out, or take x-kubernetes-preserve-unknown-fields: true.");
      return;
    }
    String type = schema.string("type");
    boolean free =
        isTrue(schema, "x-kubernetes-preserve-unknown-fields")
            || isTrue(schema, "x-kubernetes-int-or-string");
    if (type == null && !free) {
      add(schema, path + " needs a type: " + String.join(", ", TYPES.stream().sorted().toList()));
    } else if (type != null && !TYPES.contains(type)) {
      Value written = Objects.requireNonNull(schema.child("type"));
      addAt(
          written.place(Place.Part.VALUE),
          "There is no type "
              + type
              + NearestName.of(type, TYPES).map(near -> ". Did you mean " + near + "?").orElse(""));
    }
    Value items = schema.child("items");
    if ("array".equals(type) && items == null) {
      add(schema, path + " is a list and needs items, the schema of each item.");
    }
    Value additional = schema.child("additionalProperties");
    Value properties = schema.child("properties");
    if (properties != null && additional instanceof MapValue) {
      addAt(
          additional.place(Place.Part.KEY),
          path + " may have either properties or additionalProperties.");
    }
    if ("map".equals(schema.string("x-kubernetes-list-type"))
        && schema.list("x-kubernetes-list-map-keys") == null) {
      add(
          schema,
          path + " merges by keys and needs x-kubernetes-list-map-keys, the fields that are keys.");
    }
    if (properties instanceof MapValue fields) {
      for (int i = 0; i < fields.size(); i++) {
        open.add(new Node(fields.valueAt(i), path + "." + fields.keyAt(i)));
      }
    }
    if (items != null) {
      open.add(new Node(items, path + "[]"));
    }
    if (additional != null) {
      open.add(new Node(additional, path + "{}"));
    }
  }

  private static boolean isTrue(MapValue map, String key) {
    return map.child(key) instanceof Scalar scalar && Boolean.TRUE.equals(scalar.content());
  }

  private void add(Value value, String message) {
    addAt(value.place(Place.Part.KEY), message);
  }

  private void addAt(Place place, String message) {
    if (found.size() < MOST) {
      found.add(new Problem(place, message));
    }
  }
}
