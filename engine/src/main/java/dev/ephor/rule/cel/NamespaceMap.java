package dev.ephor.rule.cel;

import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variable {@code namespaceObject}. */
public final class NamespaceMap {

  private NamespaceMap() {}

  /**
   * A namespace of which somebody said something. Like Go's structure for it, it has every part
   * that expressions may look into.
   */
  static MapValue of(MapValue namespace) {
    MapValue metadata = orEmpty(namespace.map("metadata"));
    return namespace
        .with(
            "metadata",
            metadata.child("creationTimestamp") == null
                ? metadata.with("creationTimestamp", Scalar.of(null))
                : metadata)
        .with("spec", orEmpty(namespace.map("spec")))
        .with("status", orEmpty(namespace.map("status")));
  }

  private static MapValue orEmpty(@Nullable MapValue part) {
    return part == null ? RequestMap.map().build() : part;
  }

  /** A namespace with a name and labels and nothing else. */
  public static MapValue of(String name, Map<String, String> labels) {
    MapValue.Builder metadata = RequestMap.map().put("name", Scalar.of(name));
    metadata.put("creationTimestamp", Scalar.of(null));
    if (!labels.isEmpty()) {
      MapValue.Builder map = RequestMap.map();
      labels.forEach((key, value) -> map.put(key, Scalar.of(value)));
      metadata.put("labels", map.build());
    }
    return RequestMap.map()
        .put("metadata", metadata.build())
        .put("spec", RequestMap.map().build())
        .put("status", RequestMap.map().build())
        .build();
  }
}
