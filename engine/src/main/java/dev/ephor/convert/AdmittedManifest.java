package dev.ephor.convert;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an API server makes of a manifest before policies see it: it has a uid, nulls are gone, a
 * pod template has metadata, and what has another type than its field is refused.
 */
final class AdmittedManifest {

  private static final String UID = "00000000-0000-4000-8000-000000000000";

  private AdmittedManifest() {}

  /** The manifest as policies see it; null where an API server takes no such object. */
  static @Nullable MapValue of(MapValue manifest, GroupVersionKind type) {
    MapValue clean = withUid((MapValue) withoutNulls(manifest));
    ObjectSchema schema = KubernetesIndex.type(type);
    List<String> way = CounterExamples.template(type);
    if ((schema != null && !fits(clean, schema))
        || (way == null && clean.map("spec") == null && needsSpec(type))) {
      return null;
    } else if (way == null) {
      return clean;
    }
    MapValue pod = clean;
    for (String step : way) {
      pod = pod == null ? null : pod.map(step);
    }
    MapValue spec = pod == null ? null : pod.map("spec");
    ListValue containers = spec == null ? null : spec.list("containers");
    boolean named =
        containers != null
            && containers.values().stream()
                .allMatch(one -> one instanceof MapValue map && map.string("name") != null);
    return named ? (MapValue) withMetadata(clean, way, 0) : null;
  }

  /** Whatever is admitted has one by then. */
  private static MapValue withUid(MapValue manifest) {
    MapValue metadata = manifest.map("metadata");
    return metadata == null || metadata.containsKey("uid")
        ? manifest
        : manifest.with("metadata", metadata.with("uid", Scalar.of(UID)));
  }

  /** A template always has metadata, be it an empty map. */
  private static Value withMetadata(Value value, List<String> way, int depth) {
    if (!(value instanceof MapValue map)) {
      return value;
    } else if (depth == way.size()) {
      return map.containsKey("metadata")
          ? map
          : map.with("metadata", MapValue.empty(Source.NONE, 0));
    }
    Value inner = map.child(way.get(depth));
    return inner == null ? map : map.with(way.get(depth), withMetadata(inner, way, depth + 1));
  }

  private static boolean needsSpec(GroupVersionKind type) {
    ObjectSchema schema = KubernetesIndex.type(type);
    return schema != null && schema.field("spec") != null && !type.kind().equals("Namespace");
  }

  /** Whether known fields have values of their types; fields that are not known may have any. */
  private static boolean fits(Value value, @Nullable Schema schema) {
    if (schema instanceof ObjectSchema || schema instanceof MapSchema) {
      return value instanceof MapValue map
          && map.keys().stream()
              .allMatch(
                  key -> {
                    Value child = map.child(key);
                    return child == null || fits(child, schema.under(key));
                  });
    } else if (schema instanceof ListSchema list) {
      return value instanceof ListValue items
          && items.values().stream().allMatch(item -> fits(item, list.items()));
    } else if (schema instanceof ScalarSchema scalar) {
      return value instanceof Scalar one && isOf(one.content(), scalar.kind());
    }
    return true;
  }

  private static boolean isOf(@Nullable Object content, ScalarSchema.Kind kind) {
    return switch (kind) {
      case BOOLEAN -> content instanceof Boolean;
      case INT, NUMBER -> content instanceof Number;
      case STRING, CEL, JMESPATH -> content instanceof String;
      case QUANTITY, INT_OR_STRING -> content instanceof Number || content instanceof String;
    };
  }

  /** A manifest without the fields that its schema does not have, as an API server keeps it. */
  static MapValue known(MapValue manifest, GroupVersionKind type) {
    ObjectSchema schema = KubernetesIndex.type(type);
    return schema == null ? manifest : (MapValue) known(manifest, schema);
  }

  private static Value known(Value value, @Nullable Schema schema) {
    if (value instanceof MapValue map && schema instanceof ObjectSchema object) {
      MapValue.Builder kept = MapValue.builder(map.source(), map.node());
      for (int i = 0; i < map.size(); i++) {
        if (object.field(map.keyAt(i)) != null) {
          kept.put(map.keyAt(i), known(map.valueAt(i), object.under(map.keyAt(i))));
        }
      }
      return kept.build();
    } else if (value instanceof ListValue list && schema instanceof ListSchema items) {
      return ListValue.of(
          list.values().stream().map(item -> known(item, items.items())).toList(),
          list.source(),
          list.node());
    }
    return value;
  }

  /** Whether a list whose items have keys has two with the same key, or one without. */
  static boolean hasTwins(Value value, GroupVersionKind type) {
    return hasTwins(value, KubernetesIndex.type(type));
  }

  private static boolean hasTwins(Value value, @Nullable Schema schema) {
    if (value instanceof MapValue map) {
      return map.keys().stream()
          .anyMatch(
              key -> {
                Value child = map.child(key);
                return child != null && hasTwins(child, schema == null ? null : schema.under(key));
              });
    } else if (value instanceof ListValue list && schema instanceof ListSchema items) {
      String key = items.mergeKey();
      Set<Value> seen = new HashSet<>();
      for (Value item : list.values()) {
        Value name = key != null && item instanceof MapValue map ? map.child(key) : null;
        boolean unclear =
            key != null && (name == null || "".equals(name.asString()) || !seen.add(name));
        if (unclear || hasTwins(item, items.items())) {
          return true;
        }
      }
    }
    return false;
  }

  private static Value withoutNulls(Value value) {
    if (value instanceof MapValue map) {
      MapValue.Builder clean = MapValue.builder(map.source(), map.node());
      for (int i = 0; i < map.size(); i++) {
        if (!map.valueAt(i).isNull()) {
          clean.put(map.keyAt(i), withoutNulls(map.valueAt(i)));
        }
      }
      return clean.build();
    } else if (value instanceof ListValue list) {
      return ListValue.of(
          list.values().stream().map(AdmittedManifest::withoutNulls).toList(),
          list.source(),
          list.node());
    }
    return value;
  }
}
