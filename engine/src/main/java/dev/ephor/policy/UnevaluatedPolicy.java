package dev.ephor.policy;

import dev.ephor.value.MapValue;
import java.util.Map;

/**
 * A policy of a kind that is known but not evaluated by this build. It matches nothing.
 *
 * @param document the whole document
 * @param kind such as {@code ValidatingPolicy}
 * @param name {@code metadata.name}
 * @param namespace {@code metadata.namespace}, or empty
 */
public record UnevaluatedPolicy(MapValue document, String kind, String name, String namespace)
    implements Policy {

  @Override
  public Map<String, String> annotations() {
    return Map.of();
  }
}
