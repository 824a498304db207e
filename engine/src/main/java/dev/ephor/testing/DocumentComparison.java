package dev.ephor.testing;

import dev.ephor.kubernetes.Resource;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares documents as the reference does in a test: nulls, empty maps and empty lists count for
 * nothing, the labels with which generated documents are tracked do not either, and numbers are
 * compared as numbers.
 */
final class DocumentComparison {

  private static final String TRACKING = "generate.kyverno.io/";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  private DocumentComparison() {}

  /** The differences in the order of the expected document; none for equal documents. */
  static List<Difference> of(Resource expected, Resource actual) {
    List<Difference> differences = new ArrayList<>();
    compare("", tidy(comparable(expected)), tidy(comparable(actual)), differences);
    return differences;
  }

  private static MapValue comparable(Resource resource) {
    MapValue root = resource.root();
    Value metadata = root.child("metadata");
    MapValue map =
        metadata instanceof MapValue some ? some : MapValue.empty(root.source(), root.node());
    Value written = map.child("labels");
    Value origin = written == null ? map : written;
    MapValue.Builder labels = MapValue.builder(origin.source(), origin.node());
    labels.put(MANAGED_BY, new Scalar("kyverno", origin.source(), origin.node()));
    MapValue values = resource.labelValues();
    for (int i = 0; i < values.size(); i++) {
      if (!values.keyAt(i).startsWith(TRACKING)) {
        labels.put(values.keyAt(i), values.valueAt(i));
      }
    }
    return root.with("metadata", map.with("labels", labels.build()));
  }

  private static @Nullable Value tidy(Value value) {
    if (value instanceof MapValue map) {
      MapValue.Builder kept = MapValue.builder(map.source(), map.node());
      boolean empty = true;
      for (int i = 0; i < map.size(); i++) {
        Value child = tidy(map.valueAt(i));
        if (child != null) {
          kept.put(map.keyAt(i), child);
          empty = false;
        }
      }
      return empty ? null : kept.build();
    } else if (value instanceof ListValue list) {
      List<Value> kept = new ArrayList<>(list.size());
      for (Value item : list.values()) {
        Value child = tidy(item);
        if (child != null) {
          kept.add(child);
        }
      }
      return kept.isEmpty() ? null : ListValue.of(kept, list.source(), list.node());
    }
    return value.isNull() ? null : value;
  }

  private static void compare(
      String path, @Nullable Value expected, @Nullable Value actual, List<Difference> differences) {
    if (expected instanceof MapValue left && actual instanceof MapValue right) {
      for (int i = 0; i < left.size(); i++) {
        String key = left.keyAt(i);
        compare(below(path, key), left.valueAt(i), right.child(key), differences);
      }
      for (int i = 0; i < right.size(); i++) {
        if (left.child(right.keyAt(i)) == null) {
          differences.add(new Difference(below(path, right.keyAt(i)), null, right.valueAt(i)));
        }
      }
    } else if (expected instanceof ListValue left && actual instanceof ListValue right) {
      for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
        compare(
            path + "[" + i + "]",
            i < left.size() ? left.at(i) : null,
            i < right.size() ? right.at(i) : null,
            differences);
      }
    } else if (!sameScalar(expected, actual)) {
      differences.add(new Difference(path, expected, actual));
    }
  }

  private static boolean sameScalar(@Nullable Value expected, @Nullable Value actual) {
    if (expected instanceof Scalar left
        && actual instanceof Scalar right
        && left.content() instanceof Number one
        && right.content() instanceof Number other) {
      return one.equals(other) || one.doubleValue() == other.doubleValue();
    }
    return Objects.equals(expected, actual);
  }

  private static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The document of the same type, namespace and name; null where there is none. */
  static @Nullable Resource counterpart(List<Resource> documents, Resource actual) {
    String name = ResourceKey.name(actual);
    for (Resource document : documents) {
      if (document.type().equals(actual.type())
          && document.namespace().equals(actual.namespace())
          && ResourceKey.name(document).equals(name)) {
        return document;
      }
    }
    return null;
  }
}
