package dev.ephor.policy;

import dev.ephor.value.MapValue;

/** A policy of any kind, read from a document. Equality is by content. */
public sealed interface Policy permits KyvernoPolicy {

  /** The whole document. */
  MapValue document();

  /** Such as {@code ClusterPolicy}. */
  String kind();

  /** {@code metadata.name}. */
  String name();

  /** {@code metadata.namespace}; empty for a cluster-wide policy. */
  String namespace();
}
