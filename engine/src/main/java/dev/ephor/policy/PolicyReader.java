package dev.ephor.policy;

import dev.ephor.kubernetes.Resource;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Turns documents into policies. */
public final class PolicyReader {

  private static final Set<String> VERSIONS = Set.of("kyverno.io/v1", "kyverno.io/v2beta1");
  private static final Set<String> KINDS = Set.of("ClusterPolicy", "Policy");

  private PolicyReader() {}

  /**
   * Whether a document is meant to be a policy: its kind says so, whatever else is wrong with it.
   */
  public static boolean isPolicy(Value root) {
    return root instanceof MapValue map
        && KINDS.contains(Objects.requireNonNullElse(map.string("kind"), ""))
        && VERSIONS.contains(Objects.requireNonNullElse(map.string("apiVersion"), ""));
  }

  /** Reads a document for which {@link #isPolicy} holds. */
  public static PolicyReading read(MapValue root) {
    Resource resource = Resource.of(root);
    return new PolicyReading(
        new KyvernoPolicy(root, resource.type().kind(), resource.name(), resource.namespace()),
        List.of());
  }
}
