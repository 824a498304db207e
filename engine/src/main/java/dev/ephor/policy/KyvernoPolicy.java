package dev.ephor.policy;

import dev.ephor.value.MapValue;
import java.util.Map;

/**
 * A {@code ClusterPolicy} or {@code Policy} of {@code kyverno.io}.
 *
 * @param document the whole document
 * @param kind {@code ClusterPolicy} or {@code Policy}
 * @param name {@code metadata.name}
 * @param namespace where the policy holds: {@code metadata.namespace}, or {@code default}; empty
 *     for a ClusterPolicy
 * @param annotations {@code metadata.annotations}
 * @param spec what it demands
 */
public record KyvernoPolicy(
    MapValue document,
    String kind,
    String name,
    String namespace,
    Map<String, String> annotations,
    PolicySpec spec)
    implements Policy {

  /** The annotation that names the pod controllers for which rules are generated. */
  public static final String AUTOGEN_CONTROLLERS = "pod-policies.kyverno.io/autogen-controllers";

  public KyvernoPolicy {
    annotations = Map.copyOf(annotations);
  }
}
