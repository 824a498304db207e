package dev.ephor.rule.podsecurity;

import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod, or the part of one that an exemption is about.
 *
 * @param annotations of the pod
 * @param spec its specification; what it says of containers is not looked at
 * @param containers its containers: those that initialise, the others, the ephemeral ones
 */
record Pod(MapValue annotations, MapValue spec, List<Container> containers) {

  private static final List<String> LISTS =
      List.of("initContainers", "containers", "ephemeralContainers");

  static final MapValue NOTHING = MapValue.empty(Source.NONE, 0);

  /** A container without a name that stands for those that are not looked at. */
  private static final MapValue FAKE =
      MapValue.builder(Source.NONE, 0).put("name", Scalar.of("fake")).build();

  Pod {
    containers = List.copyOf(containers);
  }

  /**
   * A container.
   *
   * @param list the field of the pod that holds it
   * @param index its number there, from 0
   */
  record Container(String list, int index, MapValue node) {

    String path() {
      return "spec." + list + "[" + index + "]";
    }

    String name() {
      return text(node, "name");
    }

    String image() {
      return text(node, "image");
    }

    @Nullable MapValue security() {
      return node.map("securityContext");
    }
  }

  static Pod of(MapValue metadata, MapValue spec) {
    List<Container> containers = new ArrayList<>();
    for (String list : LISTS) {
      ListValue written = spec.list(list);
      for (int i = 0; written != null && i < written.size(); i++) {
        containers.add(
            new Container(list, i, written.at(i) instanceof MapValue map ? map : NOTHING));
      }
    }
    MapValue annotations = metadata.map("annotations");
    return new Pod(annotations == null ? NOTHING : annotations, spec, containers);
  }

  /** This pod with one container that says nothing. */
  Pod withoutContainers() {
    return new Pod(annotations, spec, List.of(new Container("containers", 0, FAKE)));
  }

  /** The containers whose image is like one of these, in a pod that says nothing itself. */
  Pod onlyImages(List<String> images) {
    List<Container> matching = new ArrayList<>();
    for (String list : LISTS) {
      int index = 0;
      for (Container container : containers) {
        if (container.list().equals(list) && isLikeOneOf(images, container.image())) {
          matching.add(new Container(list, index++, container.node()));
        }
      }
    }
    return new Pod(NOTHING, NOTHING, matching);
  }

  static boolean isLikeOneOf(List<String> patterns, String text) {
    return patterns.stream().anyMatch(pattern -> Wildcard.matches(pattern, text));
  }

  @Nullable MapValue security() {
    return spec.map("securityContext");
  }

  boolean isForWindows() {
    MapValue os = spec.map("os");
    return os != null && text(os, "name").equals("windows");
  }

  /** The text in a field; empty where there is none, as in Go. */
  static String text(MapValue map, String field) {
    String text = map.string(field);
    return text == null ? "" : text;
  }

  /** What a field says; null where it is absent. */
  static @Nullable Boolean flag(@Nullable MapValue map, String field) {
    Value value = map == null ? null : map.child(field);
    return value instanceof Scalar scalar && scalar.content() instanceof Boolean flag ? flag : null;
  }

  /** The number in a field; null where it is absent. */
  static @Nullable Long number(@Nullable MapValue map, String field) {
    return map != null
            && map.child(field) instanceof Scalar scalar
            && scalar.content() instanceof Number number
        ? (Long) number.longValue()
        : null;
  }

  /** The texts of a list; none where it is absent. */
  static List<String> texts(@Nullable MapValue map, String field) {
    ListValue list = map == null ? null : map.list(field);
    List<String> texts = new ArrayList<>();
    for (Value value : list == null ? List.<Value>of() : list.values()) {
      String text = value.asString();
      texts.add(text == null ? "" : text);
    }
    return texts;
  }

  /** Where a field stands; for a missing one the key of its nearest existing parent. */
  static Place place(MapValue from, String... path) {
    Value at = from;
    for (String step : path) {
      Value next = at instanceof MapValue map ? map.child(step) : null;
      if (next == null) {
        return at.place(Place.Part.KEY);
      }
      at = next;
    }
    return at.place(Place.Part.VALUE);
  }
}
