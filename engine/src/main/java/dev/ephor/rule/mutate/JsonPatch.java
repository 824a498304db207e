package dev.ephor.rule.mutate;

import dev.ephor.value.GoJson;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON patch, which policies write as YAML or JSON in a string. As in the reference {@code
 * remove} forgives what is missing, {@code add} makes missing parents, and negative indices count
 * from the end.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
public final class JsonPatch {

  private static final int LONGEST = 1_000_000;

  private final List<MapValue> operations;

  private JsonPatch(List<MapValue> operations) {
    this.operations = operations;
  }

  /**
   * Reads a patch.
   *
   * @param text with its variables filled in
   * @param clause where in the policy it is written: what the patch writes comes from there
   * @throws PatchFailure where it is no patch
   */
  public static JsonPatch read(String text, Value clause) {
    Value written = text.startsWith("[") ? json(text) : yaml(text);
    if (written.isNull()) {
      return new JsonPatch(List.of());
    }
    if (!(written instanceof ListValue list)) {
      throw undecoded(
          "json: cannot unmarshal "
              + written.typeName()
              + " into Go value of type jsonpatch.Patch");
    }
    List<MapValue> operations = new ArrayList<>();
    for (Value item : list.values()) {
      if (!(item instanceof MapValue operation)) {
        throw undecoded(
            "json: cannot unmarshal "
                + item.typeName()
                + " into Go value of type jsonpatch.Operation");
      }
      check(operation);
      operations.add(operation.with("value", placed(operation.child("value"), clause)));
    }
    return new JsonPatch(operations);
  }

  /**
   * Applies the patch.
   *
   * @throws PatchFailure at the first operation that does not apply
   */
  public Value applied(MapValue object) {
    PatchedDocument document = new PatchedDocument(object);
    for (MapValue operation : operations) {
      document.apply(operation);
    }
    return document.value();
  }

  private static Value json(String text) {
    try {
      return GoJsonReader.read(text);
    } catch (JsonException broken) {
      throw undecoded("invalid state detected");
    }
  }

  private static Value yaml(String text) {
    YamlDocument parsed = YamlParser.parse(new Source("JSON patch"), text);
    if (!parsed.problems().isEmpty()) {
      throw new PatchFailure(
          "failed to convert patchesJson6902 to JSON: yaml: " + parsed.problems().get(0).message());
    }
    return parsed.root();
  }

  private static PatchFailure undecoded(String why) {
    return new PatchFailure("failed to decode patches: " + why);
  }

  private static void check(MapValue operation) {
    String problem = problem(operation);
    if (problem != null) {
      String json = GoJson.write(operation, LONGEST);
      throw undecoded("invalid operation " + json + ": " + problem);
    }
  }

  private static @Nullable String problem(MapValue operation) {
    String kind = operation.string("op");
    switch (kind == null ? "" : kind) {
      case "add", "replace" -> {
        if (!operation.containsKey("value")) {
          return "failed to decode 'value': operation, missing value field: missing value";
        }
      }
      case "move", "copy" -> {
        String from = text(operation, "from", "operation, missing from field");
        if (from != null) {
          return "failed to decode 'from': " + from;
        }
      }
      case "remove", "test" -> {}
      default -> {
        return "unsupported operation";
      }
    }
    String path = text(operation, "path", "operation missing path field");
    return path == null ? null : "failed to decode 'path': " + path;
  }

  private static @Nullable String text(MapValue operation, String field, String missing) {
    Value value = operation.child(field);
    if (value == null || value.isNull()) {
      return missing + ": missing value";
    }
    return value.asString() != null
        ? null
        : "json: cannot unmarshal " + value.typeName() + " into Go value of type string";
  }

  /** A value of the patch, all of it said to be written in the clause. */
  private static Value placed(@Nullable Value value, Value clause) {
    if (value == null) {
      return new dev.ephor.value.Scalar(null, clause.source(), clause.node());
    }
    if (value instanceof MapValue map) {
      MapValue.Builder builder = MapValue.builder(clause.source(), clause.node());
      for (int i = 0; i < map.size(); i++) {
        builder.put(map.keyAt(i), placed(map.valueAt(i), clause));
      }
      return builder.build();
    }
    return value instanceof ListValue list
        ? ListValue.of(
            list.values().stream().map(item -> placed(item, clause)).toList(),
            clause.source(),
            clause.node())
        : value.from(clause.source(), clause.node());
  }
}
