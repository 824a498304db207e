package dev.ephor.policy;

import dev.ephor.value.MapValue;
import java.util.Map;

/**
 * A policy whose expressions are CEL: a kind of {@code policies.kyverno.io}, or a {@code
 * ValidatingAdmissionPolicy} or {@code MutatingAdmissionPolicy} of Kubernetes.
 *
 * @param document the whole document
 * @param kind such as {@code ValidatingPolicy}
 * @param name {@code metadata.name}
 * @param namespace {@code metadata.namespace} of the kinds that have one, otherwise empty
 * @param annotations {@code metadata.annotations}
 * @param spec what it demands
 */
public record CelPolicy(
    MapValue document,
    String kind,
    String name,
    String namespace,
    Map<String, String> annotations,
    CelSpec spec)
    implements Policy {

  public CelPolicy {
    annotations = Map.copyOf(annotations);
  }
}
