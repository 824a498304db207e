package dev.ephor.given;

import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code Context} document of {@code cli.kyverno.io}: what CEL policies find in the cluster and
 * in registries.
 *
 * @param resources objects of the cluster
 * @param images what registries tell of images
 */
public record ContextFile(List<MapValue> resources, List<Image> images) {

  /** Nothing was given. */
  public static final ContextFile NONE = new ContextFile(List.of(), List.of());

  /**
   * What a registry tells of an image.
   *
   * @param image as policies and manifests write it
   * @param resolvedImage with registry and digest
   * @param registry the registry's host
   * @param repository the path in the registry
   * @param tag empty for none
   * @param digest empty for none
   * @param written the entry with {@code imageIndex}, {@code manifest} and {@code config}
   */
  public record Image(
      String image,
      String resolvedImage,
      String registry,
      String repository,
      String tag,
      String digest,
      MapValue written) {}

  /** Reads a whole document; fields that are not known spoil it. */
  public static Reading<ContextFile> read(MapValue document) {
    Reading.Fields fields = new Reading.Fields();
    MapValue spec = fields.map(document, "spec");
    List<Image> images = new ArrayList<>();
    for (MapValue image : fields.maps(spec, "images")) {
      images.add(
          new Image(
              fields.text(image, "image"),
              fields.text(image, "resolvedImage"),
              fields.text(image, "registry"),
              fields.text(image, "repository"),
              fields.text(image, "tag"),
              fields.text(image, "digest"),
              image));
    }
    return fields.strictReading(
        document, new ContextFile(fields.maps(spec, "resources"), List.copyOf(images)));
  }
}
