package dev.ephor.convert;

import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a generate rule copies. */
final class CloneSource {

  private CloneSource() {}

  /** Objects that a rule clones, and some that it does not; empty for rules that clone nothing. */
  static List<MapValue> examples(MapValue generate) {
    MapValue clone = generate.map("clone");
    MapValue cloneList = generate.map("cloneList");
    List<MapValue> examples = new ArrayList<>();
    if (clone != null && clone.string("name") != null) {
      String kind = text(generate, "kind");
      String version = text(generate, "apiVersion");
      for (String name : List.of(text(clone, "name"), "other")) {
        examples.add(
            example(version, kind, text(clone, "namespace"), name, MapValue.empty(Source.NONE, 0)));
      }
    } else if (cloneList != null && cloneList.list("kinds") != null) {
      MapValue labels = labels(cloneList);
      for (Value item : Objects.requireNonNull(cloneList.list("kinds")).values()) {
        String kind = Objects.requireNonNullElse(item.asString(), "");
        String version = kind.substring(0, Math.max(0, kind.lastIndexOf('/')));
        String name = kind.substring(kind.lastIndexOf('/') + 1);
        String namespace = text(cloneList, "namespace");
        examples.add(example(version, name, namespace, "first", labels));
        examples.add(example(version, name, namespace, "second", labels));
        examples.add(example(version, name, namespace, "without", MapValue.empty(Source.NONE, 0)));
        examples.add(example(version, name, "elsewhere", "first", labels));
      }
    }
    return examples;
  }

  private static MapValue labels(MapValue cloneList) {
    MapValue selector = cloneList.map("selector");
    MapValue labels = selector == null ? null : selector.map("matchLabels");
    return labels == null ? MapValue.empty(Source.NONE, 0) : labels;
  }

  private static MapValue example(
      String version, String kind, String namespace, String name, MapValue labels) {
    MapValue.Builder metadata =
        MapValue.builder(Source.NONE, 0)
            .put("name", Scalar.of(name))
            .put("labels", labels.with("made-for", Scalar.of("proof")));
    if (!namespace.isEmpty()) {
      metadata.put("namespace", Scalar.of(namespace));
    }
    return MapValue.builder(Source.NONE, 0)
        .put("apiVersion", Scalar.of(version))
        .put("kind", Scalar.of(kind))
        .put("metadata", metadata.build())
        .put("data", MapValue.builder(Source.NONE, 0).put("key", Scalar.of("dmFsdWU=")).build())
        .build();
  }

  private static String text(MapValue map, String key) {
    return Objects.requireNonNullElse(map.string(key), "");
  }
}
