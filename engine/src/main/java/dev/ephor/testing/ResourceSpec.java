package dev.ephor.testing;

import dev.ephor.kubernetes.Resource;

/**
 * An entry of {@code resourceSpecs}: which resource an expectation is about. The reference ignores
 * {@code kind} and {@code subresource}.
 *
 * @param group empty for the core group
 * @param version such as {@code v1}
 * @param kind said for the reader only
 * @param namespace empty for none
 * @param name {@code metadata.name}
 */
public record ResourceSpec(
    String group, String version, String kind, String namespace, String name) {

  boolean selects(Resource resource) {
    String apiVersion = group.isEmpty() ? version : group + "/" + version;
    return apiVersion.equals(resource.type().apiVersion())
        && namespace.equals(resource.namespace())
        && name.equals(ResourceKey.name(resource));
  }
}
