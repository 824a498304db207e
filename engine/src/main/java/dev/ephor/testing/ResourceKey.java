package dev.ephor.testing;

import dev.ephor.kubernetes.Resource;
import dev.ephor.value.MapValue;
import java.util.Objects;

/** How the reference tells the objects of a test apart. */
final class ResourceKey {

  private ResourceKey() {}

  /** The object's name; empty for one that has only a {@code generateName}. */
  static String name(Resource resource) {
    MapValue metadata = resource.root().map("metadata");
    return metadata == null ? "" : Objects.requireNonNullElse(metadata.string("name"), "");
  }

  /** {@code apps/v1/Deployment/shop/cart}, as result rows name a resource. */
  static String shown(Resource resource) {
    return resource.type().apiVersion()
        + "/"
        + resource.type().kind()
        + "/"
        + resource.namespace()
        + "/"
        + name(resource);
  }

  /** Two objects of one identity are one resource; the version of their group is not part of it. */
  static String identity(Resource resource) {
    return String.join(
        ",", resource.type().group(), resource.type().kind(), resource.namespace(), name(resource));
  }

  /** Whether a name, or a namespace and a name, of an expectation means this resource. */
  static boolean means(String written, Resource resource) {
    String[] parts = written.split("/", -1);
    return switch (parts.length) {
      case 1 -> written.equals(name(resource));
      case 2 -> parts[0].equals(resource.namespace()) && parts[1].equals(name(resource));
      default -> false;
    };
  }
}
