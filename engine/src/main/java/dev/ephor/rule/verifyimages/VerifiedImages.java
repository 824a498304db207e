package dev.ephor.rule.verifyimages;

import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Status;
import dev.ephor.value.GoJson;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which images of a resource were verified, as its annotation says.
 *
 * @param problem why nothing is known; null where something is
 */
public record VerifiedImages(Map<String, Status> statuses, @Nullable String problem) {

  private static final String ANNOTATION = "kyverno.io/verify-images";
  private static final int LONGEST = 1_000_000;

  public VerifiedImages {
    statuses = Map.copyOf(statuses);
  }

  /** Reads the annotation. A resource without any annotation has no verified images. */
  public static VerifiedImages of(Resource resource) {
    MapValue annotations = resource.annotationValues();
    String text = annotations.string(ANNOTATION);
    if (annotations.isEmpty()) {
      return new VerifiedImages(Map.of(), null);
    } else if (text == null) {
      return new VerifiedImages(Map.of(), "image is not verified");
    }
    Map<String, Status> statuses = new HashMap<>();
    try {
      if (GoJsonReader.read(text) instanceof MapValue map) {
        for (int i = 0; i < map.size(); i++) {
          statuses.put(map.keyAt(i), status(map.valueAt(i)));
        }
      }
    } catch (JsonException bad) {
      return new VerifiedImages(Map.of(), "failed to parse image metadata: " + bad.getMessage());
    }
    return new VerifiedImages(statuses, null);
  }

  private static Status status(Value value) {
    if ("pass".equals(value.asString())
        || (value instanceof Scalar scalar && Boolean.TRUE.equals(scalar.content()))) {
      return Status.PASS;
    }
    return "skip".equals(value.asString()) ? Status.SKIP : Status.FAIL;
  }

  /** What is known of an image; what is not known was not verified. */
  public Status status(Image image) {
    return statuses.getOrDefault(image.toString(), Status.FAIL);
  }

  /** A resource with an annotation that says what came of its images. */
  public static MapValue annotated(MapValue root, Map<String, Status> statuses) {
    MapValue.Builder said = MapValue.builder(Source.NONE, 0);
    statuses.forEach((image, status) -> said.put(image, Scalar.of(word(status))));
    MapValue metadata = root.map("metadata");
    MapValue.Builder changed =
        metadata == null ? MapValue.builder(root.source(), root.node()) : metadata.toBuilder();
    MapValue annotations = metadata == null ? null : metadata.map("annotations");
    MapValue.Builder all =
        annotations == null
            ? MapValue.builder(root.source(), root.node())
            : annotations.toBuilder();
    all.put(
        ANNOTATION, new Scalar(GoJson.write(said.build(), LONGEST), root.source(), root.node()));
    return root.with("metadata", changed.put("annotations", all.build()).build());
  }

  private static String word(Status status) {
    return switch (status) {
      case PASS, SKIP -> status.name().toLowerCase(Locale.ROOT);
      default -> "fail";
    };
  }

  /** A resource with a digest after the tag of one of its images. */
  public static MapValue pinned(MapValue root, Image image, String digest) {
    Value pinned =
        new Scalar(image + "@" + digest, image.written().source(), image.written().node());
    return (MapValue) replaced(root, image.path(), 0, pinned);
  }

  private static Value replaced(Value value, List<String> path, int depth, Value pinned) {
    if (depth == path.size()) {
      return pinned;
    }
    String step = path.get(depth);
    if (value instanceof MapValue map) {
      Value child = map.child(step);
      return child == null ? map : map.with(step, replaced(child, path, depth + 1, pinned));
    } else if (value instanceof ListValue list) {
      List<Value> items = new ArrayList<>(list.values());
      int at = Integer.parseInt(step);
      items.set(at, replaced(items.get(at), path, depth + 1, pinned));
      return ListValue.of(items, list.source(), list.node());
    }
    return value;
  }
}
