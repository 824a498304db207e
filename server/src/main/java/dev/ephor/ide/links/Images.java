package dev.ephor.ide.links;

import dev.ephor.kubernetes.ImageReference;
import dev.ephor.kubernetes.ImageReference.InvalidImage;
import dev.ephor.kubernetes.PodSpecs;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The images of a manifest, and the pages that public registries have for them. */
final class Images {

  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  private Images() {}

  /** The images of a pod or of a controller's pods. */
  static List<Value> of(MapValue manifest) {
    String kind = manifest.string("kind");
    List<String> path = kind == null ? null : PodSpecs.path(kind);
    MapValue spec = path == null ? null : manifest;
    for (int i = 0; spec != null && path != null && i < path.size(); i++) {
      spec = spec.map(path.get(i));
    }
    List<Value> images = new ArrayList<>();
    for (int i = 0; spec != null && i < CONTAINERS.size(); i++) {
      ListValue containers = spec.list(CONTAINERS.get(i));
      for (int j = 0; containers != null && j < containers.size(); j++) {
        if (containers.at(j) instanceof MapValue container && container.containsKey("image")) {
          images.add(java.util.Objects.requireNonNull(container.child("image")));
        }
      }
    }
    return images;
  }

  /** The page of an image; null where its registry has none for people. */
  static @Nullable String page(Value image) {
    String text = image.asString();
    if (text == null) {
      return null;
    }
    try {
      ImageReference reference = ImageReference.parse(text, "docker.io", true);
      String path = reference.path();
      return switch (reference.registry()) {
        case "docker.io", "index.docker.io" ->
            path.startsWith("library/")
                ? "https://hub.docker.com/_/" + path.substring("library/".length())
                : path.contains("/")
                    ? "https://hub.docker.com/r/" + path
                    : "https://hub.docker.com/_/" + path;
        case "quay.io" -> "https://quay.io/repository/" + path;
        case "ghcr.io" -> "https://ghcr.io/" + path;
        case "public.ecr.aws" -> "https://gallery.ecr.aws/" + path;
        default -> null;
      };
    } catch (InvalidImage e) {
      return null; // a variable, a pattern or half a name: diagnostics are others' work
    }
  }
}
