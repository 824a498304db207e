package dev.ephor.kubernetes;

import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A manifest's object, with the parts that every rule asks for.
 *
 * @param root the whole object
 * @param type from {@code apiVersion} and {@code kind}; parts are empty where they are missing
 * @param name {@code metadata.name}, or {@code metadata.generateName}, or empty
 * @param namespace {@code metadata.namespace}, or empty
 */
public record Resource(MapValue root, GroupVersionKind type, String name, String namespace) {

  /** Reads an object. A field of the wrong type counts as missing. */
  public static Resource of(MapValue root) {
    String apiVersion = text(root.child("apiVersion"));
    String kind = text(root.child("kind"));
    MapValue metadata = root.map("metadata");
    String name = metadata == null ? "" : text(metadata.child("name"));
    if (name.isEmpty() && metadata != null) {
      name = text(metadata.child("generateName"));
    }
    String namespace = metadata == null ? "" : text(metadata.child("namespace"));
    return new Resource(root, GroupVersionKind.of(apiVersion, kind), name, namespace);
  }

  /** The labels, in the order of the text. */
  public Map<String, String> labels() {
    return strings("labels");
  }

  /** The annotations, in the order of the text. */
  public Map<String, String> annotations() {
    return strings("annotations");
  }

  private Map<String, String> strings(String field) {
    MapValue metadata = root.map("metadata");
    MapValue map = metadata == null ? null : metadata.map(field);
    Map<String, String> strings = new LinkedHashMap<>();
    if (map != null) {
      for (int i = 0; i < map.size(); i++) {
        if (map.valueAt(i) instanceof Scalar scalar && scalar.content() instanceof String text) {
          strings.put(map.keyAt(i), text);
        }
      }
    }
    return strings;
  }

  private static String text(@Nullable Value value) {
    String text = value == null ? null : value.asString();
    return text == null ? "" : text;
  }
}
