package dev.ephor.rule.cel;

import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import java.util.Map;

/** The variable {@code namespaceObject} of a namespace of which little is known. */
public final class NamespaceMap {

  private NamespaceMap() {}

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
