package dev.ephor.context;

/**
 * How image references without a registry are completed, as Kyverno's configuration says.
 *
 * @param registry the registry that is meant
 * @param mutate whether the registry is shown in the completed reference
 */
public record ImageDefaults(String registry, boolean mutate) {

  /** Kyverno's defaults. */
  public static final ImageDefaults STANDARD = new ImageDefaults("docker.io", true);
}
