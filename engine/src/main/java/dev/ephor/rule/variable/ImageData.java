package dev.ephor.rule.variable;

import dev.ephor.context.ImageDefaults;
import dev.ephor.kubernetes.ImageReference;
import dev.ephor.kubernetes.ImageReference.InvalidImage;
import dev.ephor.kubernetes.PodSpecs;
import dev.ephor.kubernetes.Resource;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The variable {@code images}: the images of a pod or pod controller, by kind of container and name
 * of the container. Each part has the origin of the image that was written.
 */
final class ImageData {

  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");
  private static final MapValue NOTHING = MapValue.empty(Source.NONE, 0);

  private ImageData() {}

  /** The images; null where the kind has none, none is written, or one of them is no image. */
  static @Nullable MapValue of(Resource resource, ImageDefaults defaults) {
    List<String> path = PodSpecs.path(resource.type().kind());
    MapValue spec = path == null ? null : resource.root();
    for (String step : path == null ? List.<String>of() : path) {
      spec = spec == null ? null : spec.map(step);
    }
    if (path == null || spec == null) {
      return null;
    }
    try {
      MapValue.Builder images = RequestData.map();
      boolean any = false;
      for (String kind : CONTAINERS) {
        MapValue found =
            ofContainers(spec.list(kind), "/" + String.join("/", path) + "/" + kind, defaults);
        if (!found.isEmpty()) {
          images.put(kind, found);
          any = true;
        }
      }
      return any ? images.build() : null;
    } catch (InvalidImage invalid) {
      return null;
    }
  }

  private static MapValue ofContainers(
      @Nullable ListValue containers, String pointer, ImageDefaults defaults) throws InvalidImage {
    MapValue.Builder images = RequestData.map();
    for (int i = 0; containers != null && i < containers.size(); i++) {
      MapValue container = containers.at(i) instanceof MapValue map ? map : NOTHING;
      Value image = container.child("image");
      String text = container.string("image");
      String name = container.string("name");
      if (image != null && text != null && name != null && !text.isEmpty()) {
        images.put(name, image(image, text, pointer + "/" + i + "/image", defaults));
      }
    }
    return images.build();
  }

  private static MapValue image(Value written, String text, String pointer, ImageDefaults defaults)
      throws InvalidImage {
    ImageReference image = ImageReference.parse(text, defaults.registry(), defaults.mutate());
    Source source = written.source();
    int node = written.node();
    MapValue.Builder map = MapValue.builder(source, node);
    if (!image.registry().isEmpty()) {
      map.put("registry", new Scalar(image.registry(), source, node));
    }
    map.put("name", new Scalar(image.name(), source, node));
    map.put("path", new Scalar(image.path(), source, node));
    if (!image.tag().isEmpty()) {
      map.put("tag", new Scalar(image.tag(), source, node));
    }
    if (!image.digest().isEmpty()) {
      map.put("digest", new Scalar(image.digest(), source, node));
    }
    return map.put("reference", new Scalar(image.toString(), source, node))
        .put("referenceWithTag", new Scalar(image.withTag(), source, node))
        .put("jsonPointer", new Scalar(pointer, source, node))
        .build();
  }
}
