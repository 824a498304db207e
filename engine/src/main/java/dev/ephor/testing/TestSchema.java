package dev.ephor.testing;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of test documents, and decoding as strict as the reference's: an unknown field or a
 * value of the wrong type is an error. Names of fields are compared without regard to case, as Go's
 * JSON does.
 */
final class TestSchema {

  /** What a field may hold. */
  private sealed interface Type {}

  private enum Simple implements Type {
    STRING("string"),
    BOOL("bool"),
    INTEGER("int"),
    STRINGS("[]string"),
    OBJECT("map[string]interface {}"),
    ANY("interface {}");

    private final String go;

    Simple(String go) {
      this.go = go;
    }
  }

  private record Struct(Map<String, Type> fields) implements Type {}

  private record ListOf(Struct item) implements Type {}

  private static final Struct META =
      struct(
          Map.ofEntries(
              Map.entry("name", Simple.STRING),
              Map.entry("generateName", Simple.STRING),
              Map.entry("namespace", Simple.STRING),
              Map.entry("selfLink", Simple.STRING),
              Map.entry("uid", Simple.STRING),
              Map.entry("resourceVersion", Simple.STRING),
              Map.entry("generation", Simple.INTEGER),
              Map.entry("creationTimestamp", Simple.ANY),
              Map.entry("deletionTimestamp", Simple.ANY),
              Map.entry("deletionGracePeriodSeconds", Simple.INTEGER),
              Map.entry("labels", Simple.OBJECT),
              Map.entry("annotations", Simple.OBJECT),
              Map.entry("ownerReferences", Simple.ANY),
              Map.entry("finalizers", Simple.STRINGS),
              Map.entry("managedFields", Simple.ANY)));

  private static final Struct SPEC =
      struct(
          Map.of(
              "group", Simple.STRING,
              "version", Simple.STRING,
              "kind", Simple.STRING,
              "namespace", Simple.STRING,
              "subresource", Simple.STRING,
              "name", Simple.STRING));

  private static final Struct RESULT =
      struct(
          Map.ofEntries(
              Map.entry("policy", Simple.STRING),
              Map.entry("rule", Simple.STRING),
              Map.entry("result", Simple.STRING),
              Map.entry("kind", Simple.STRING),
              Map.entry("operation", Simple.STRING),
              Map.entry("resources", Simple.STRINGS),
              Map.entry("resourceSpecs", new ListOf(SPEC)),
              Map.entry("patchedResources", Simple.STRING),
              Map.entry("generatedResource", Simple.STRING),
              Map.entry("generatedResources", Simple.STRING),
              Map.entry("cloneSourceResource", Simple.STRING),
              Map.entry("failOnMissingResources", Simple.BOOL),
              Map.entry("isValidatingAdmissionPolicy", Simple.BOOL),
              Map.entry("isMutatingAdmissionPolicy", Simple.BOOL),
              Map.entry("isValidatingPolicy", Simple.BOOL),
              Map.entry("isImageValidatingPolicy", Simple.BOOL),
              Map.entry("isMutatingPolicy", Simple.BOOL),
              Map.entry("isGeneratingPolicy", Simple.BOOL),
              Map.entry("isDeletingPolicy", Simple.BOOL)));

  private static final Struct CALL =
      struct(
          Map.of(
              "url",
              Simple.STRING,
              "urlPath",
              Simple.STRING,
              "method",
              Simple.STRING,
              "response",
              struct(Map.of("statusCode", Simple.INTEGER, "body", Simple.ANY))));

  private static final Struct GLOBAL =
      struct(
          Map.of(
              "name",
              Simple.STRING,
              "data",
              Simple.ANY,
              "resources",
              Simple.ANY,
              "resourceFiles",
              Simple.STRINGS,
              "fieldPath",
              Simple.STRING,
              "projections",
              new ListOf(struct(Map.of("name", Simple.STRING, "path", Simple.STRING)))));

  private static final Struct TEST =
      struct(
          Map.ofEntries(
              Map.entry("apiVersion", Simple.STRING),
              Map.entry("kind", Simple.STRING),
              Map.entry("metadata", META),
              Map.entry("name", Simple.STRING),
              Map.entry("policies", Simple.STRINGS),
              Map.entry("resources", Simple.STRINGS),
              Map.entry("jsonPayload", Simple.STRING),
              Map.entry("jsonPayloads", Simple.STRINGS),
              Map.entry("httpPayloads", Simple.STRINGS),
              Map.entry("envoyPayloads", Simple.STRINGS),
              Map.entry("targetResources", Simple.STRINGS),
              Map.entry("clusterResources", Simple.STRINGS),
              Map.entry("paramResources", Simple.STRINGS),
              Map.entry("exceptions", Simple.STRINGS),
              Map.entry("context", Simple.STRING),
              Map.entry("variables", Simple.STRING),
              Map.entry("userinfo", Simple.STRING),
              Map.entry("values", Simple.OBJECT),
              Map.entry("apiCallResponses", new ListOf(CALL)),
              Map.entry("globalContextEntries", new ListOf(GLOBAL)),
              Map.entry("results", new ListOf(RESULT))));

  private static final String PREFIX = "error unmarshaling JSON: while decoding JSON: json: ";

  private TestSchema() {}

  /**
   * What stops the decoding of a document, the first one first; none for a document that is fine.
   */
  static List<TestProblem> check(Value root) {
    List<TestProblem> problems = new ArrayList<>();
    check(root, TEST, "Test", "", problems);
    return problems;
  }

  /** The value of a field under any spelling of its name; null where there is none. */
  static @Nullable Value field(MapValue map, String name) {
    Value exact = map.child(name);
    if (exact != null) {
      return exact;
    }
    for (int i = 0; i < map.size(); i++) {
      if (map.keyAt(i).equalsIgnoreCase(name)) {
        return map.valueAt(i);
      }
    }
    return null;
  }

  private static void check(
      Value value, Type type, String owner, String path, List<TestProblem> problems) {
    if (value.isNull() || type == Simple.ANY) {
      return;
    }
    if (type instanceof Struct struct) {
      if (value instanceof MapValue map) {
        fields(map, struct, owner, path, problems);
      } else {
        mismatch(value, owner, path, "v1alpha1." + owner, problems);
      }
    } else if (type instanceof ListOf listOf) {
      if (value instanceof ListValue list) {
        for (Value item : list.values()) {
          check(item, listOf.item(), owner, path, problems);
        }
      } else {
        mismatch(value, owner, path, "[]v1alpha1." + owner, problems);
      }
    } else if (type instanceof Simple simple && !holds(value, simple)) {
      if (simple == Simple.STRINGS && value instanceof ListValue list) {
        for (Value item : list.values()) {
          check(item, Simple.STRING, owner, path, problems);
        }
      } else {
        mismatch(value, owner, path, simple.go, problems);
      }
    }
  }

  /** The fields in the order of their names, which is that of the JSON that the reference makes. */
  private static void fields(
      MapValue map, Struct struct, String owner, String path, List<TestProblem> problems) {
    Map<String, Value> sorted = new TreeMap<>();
    for (int i = 0; i < map.size(); i++) {
      sorted.put(map.keyAt(i), map.valueAt(i));
    }
    sorted.forEach(
        (key, value) -> {
          Type type = struct.fields().get(key);
          if (type == null) {
            problems.add(
                new TestProblem(
                    value.place(Place.Part.KEY),
                    "unknown-field",
                    PREFIX + "unknown field \"" + key + "\""));
          } else {
            check(value, type, owner, path.isEmpty() ? key : path + "." + key, problems);
          }
        });
  }

  private static boolean holds(Value value, Simple type) {
    return switch (type) {
      case STRING -> value.asString() != null;
      case BOOL -> value instanceof Scalar scalar && scalar.content() instanceof Boolean;
      case INTEGER -> value instanceof Scalar scalar && scalar.content() instanceof Long;
      case STRINGS ->
          value instanceof ListValue list
              && list.values().stream().allMatch(item -> item.isNull() || item.asString() != null);
      case OBJECT -> value instanceof MapValue;
      case ANY -> true;
    };
  }

  private static void mismatch(
      Value value, String owner, String path, String wanted, List<TestProblem> problems) {
    String found =
        switch (value.typeName()) {
          case "boolean" -> "bool";
          default -> value.typeName();
        };
    String field = path.isEmpty() ? "value" : "struct field " + owner + "." + path;
    problems.add(
        new TestProblem(
            value.place(Place.Part.VALUE),
            "wrong-type",
            PREFIX + "cannot unmarshal " + found + " into Go " + field + " of type " + wanted));
  }

  private static Struct struct(Map<String, ? extends Type> fields) {
    Map<String, Type> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(fields);
    return new Struct(byName);
  }
}
