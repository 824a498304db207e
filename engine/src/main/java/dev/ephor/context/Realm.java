package dev.ephor.context;

/** A part of the world that may be out of reach altogether. */
public enum Realm {
  /** A cluster with all that it has, real or pretended; otherwise there are manifests only. */
  CLUSTER,
  /** Config maps of the cluster. */
  CONFIG_MAPS,
  /** The Kubernetes API and services. */
  CALLS,
  /** The global context. */
  GLOBAL_CONTEXT,
  /** Registries of images. */
  REGISTRIES
}
