package dev.ephor.convert;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Objects that the context entries of a rule may find in a cluster. */
final class ContextExamples {

  private static final Pattern PLURAL =
      Pattern.compile("^/(?:api/(v\\w+)|apis/([^/]+/[^/]+))/(?:namespaces/[^/]+/)?([a-z]+)(?:/|$)");

  /** What an entry of a config map says, in each of the clusters. */
  private static final List<String> TEXTS = List.of("example", "other", "[\"example\", \"other\"]");

  private ContextExamples() {}

  /** Clusters, from the fullest; none for a rule that asks for nothing. */
  static List<List<MapValue>> of(MapValue rule) {
    ListValue context = rule.list("context");
    List<List<MapValue>> clusters = new ArrayList<>();
    for (int number : List.of(12, 1, 0)) {
      List<MapValue> objects = new ArrayList<>();
      for (Value one : context == null ? List.<Value>of() : context.values()) {
        if (one instanceof MapValue entry && entry.map("configMap") != null) {
          configMaps(entry, rule.toString(), number, objects);
        } else if (one instanceof MapValue entry && entry.map("apiCall") != null) {
          called(Objects.requireNonNull(entry.map("apiCall")), number, objects);
        }
      }
      clusters.add(objects);
    }
    return clusters.get(0).isEmpty() ? List.of() : clusters;
  }

  private static void configMaps(MapValue entry, String rule, int number, List<MapValue> objects) {
    MapValue written = Objects.requireNonNull(entry.map("configMap"));
    MapValue.Builder data = MapValue.builder(Source.NONE, 0);
    Matcher keys =
        Pattern.compile(
                "\\b"
                    + Pattern.quote(String.valueOf(entry.string("name")))
                    + "\\.data\\.\"?([\\w-]+)")
            .matcher(rule);
    while (keys.find()) {
      data.put(keys.group(1), Scalar.of(TEXTS.get(number % TEXTS.size())));
    }
    String namespace = Objects.requireNonNullElse(written.string("namespace"), "default");
    objects.add(
        object("v1", "ConfigMap", namespace, String.valueOf(written.string("name")))
            .with("data", data.build()));
  }

  private static void called(MapValue call, int number, List<MapValue> objects) {
    Matcher path = PLURAL.matcher(Objects.requireNonNullElse(call.string("urlPath"), ""));
    if (!path.find()) {
      return;
    }
    String version = path.group(1) == null ? path.group(2) : path.group(1);
    for (KubernetesIndex.Kind kind : KubernetesIndex.kinds()) {
      GroupVersionKind type = kind.type();
      if (kind.plural().equals(path.group(3)) && type.apiVersion().equals(version)) {
        for (int i = 0; i < number; i++) {
          MapValue base = CounterExamples.base(type);
          MapValue named = object(version, type.kind(), "default", i == 0 ? "example" : "o" + i);
          objects.add(base.with("metadata", Objects.requireNonNull(named.map("metadata"))));
        }
      }
    }
  }

  private static MapValue object(String version, String kind, String namespace, String name) {
    MapValue metadata =
        MapValue.builder(Source.NONE, 0)
            .put("name", Scalar.of(name))
            .put("namespace", Scalar.of(namespace))
            .build();
    return MapValue.builder(Source.NONE, 0)
        .put("apiVersion", Scalar.of(version))
        .put("kind", Scalar.of(kind))
        .put("metadata", metadata)
        .build();
  }
}
