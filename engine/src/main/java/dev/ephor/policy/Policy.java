package dev.ephor.policy;

import dev.ephor.value.MapValue;
import java.util.Map;

/** A policy of any kind, read from a document. Equality is by content. */
public sealed interface Policy permits KyvernoPolicy, CleanupPolicy, CelPolicy, UnevaluatedPolicy {

  /** The whole document. */
  MapValue document();

  /** Such as {@code ClusterPolicy}. */
  String kind();

  /** {@code metadata.annotations}. */
  Map<String, String> annotations();

  /** {@code metadata.name}. */
  String name();

  /** The namespace in which the policy holds; empty for a cluster-wide policy. */
  String namespace();

  /** The name with the namespace, where there is one, before a slash: as reports name a policy. */
  default String qualifiedName() {
    return namespace().isEmpty() ? name() : namespace() + "/" + name();
  }
}
