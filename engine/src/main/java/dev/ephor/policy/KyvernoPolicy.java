package dev.ephor.policy;

import dev.ephor.value.MapValue;

/**
 * A {@code ClusterPolicy} or {@code Policy} of {@code kyverno.io}.
 *
 * @param document the whole document
 * @param kind {@code ClusterPolicy} or {@code Policy}
 * @param name {@code metadata.name}
 * @param namespace {@code metadata.namespace}, empty for a ClusterPolicy
 */
public record KyvernoPolicy(MapValue document, String kind, String name, String namespace)
    implements Policy {}
