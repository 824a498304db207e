package dev.ephor.cli.apply;

import dev.ephor.kubernetes.Resource;
import dev.ephor.value.MapValue;

/** How resources are called in what is printed. */
final class ResourceNames {

  private ResourceNames() {}

  /** {@code metadata.name}; empty for a resource that has only a generateName. */
  static String name(Resource resource) {
    MapValue metadata = resource.root().map("metadata");
    String name = metadata == null ? null : metadata.string("name");
    return name == null ? "" : name;
  }
}
