package dev.ephor.rule.manifests;

import dev.ephor.value.GoJson;
import dev.ephor.value.GoNumber;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A field that is not as it was signed.
 *
 * @param key its path with dots
 * @param before as signed; null where it was absent
 * @param after as it is; null where it is absent
 */
record ManifestDifference(String key, @Nullable Value before, @Nullable Value after) {

  private static final int LONGEST = 1_000_000;
  private static final int DEEPEST = 500;

  /** The differences, sorted by key. Empty maps and lists count as absent, and so do nulls. */
  static List<ManifestDifference> between(MapValue signed, MapValue found, IgnoredFields ignored) {
    Map<String, Value> before = new TreeMap<>();
    Map<String, Value> after = new TreeMap<>();
    collect("", signed, before, 0);
    collect("", found, after, 0);
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<ManifestDifference> differences = new ArrayList<>();
    for (String key : keys) {
      ManifestDifference difference = new ManifestDifference(key, before.get(key), after.get(key));
      if (!difference.isNone() && !difference.isCompletedImage() && !ignored.contains(key)) {
        differences.add(difference);
      }
    }
    return differences;
  }

  private static void collect(String path, Value value, Map<String, Value> leaves, int depth) {
    if (depth > DEEPEST) {
      leaves.put(path, value);
    } else if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        collect(joined(path, map.keyAt(i)), map.valueAt(i), leaves, depth + 1);
      }
    } else if (value instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        collect(joined(path, Integer.toString(i)), list.at(i), leaves, depth + 1);
      }
    } else if (!value.isNull()) {
      leaves.put(path, value);
    }
  }

  private static String joined(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private boolean isNone() {
    if (before instanceof Scalar one
        && after instanceof Scalar other
        && one.content() instanceof Number some
        && other.content() instanceof Number others) {
      return some.doubleValue() == others.doubleValue();
    }
    return before != null && before.equals(after);
  }

  /** What a cluster makes of an image that was written in short. */
  private boolean isCompletedImage() {
    String short1 = before == null ? null : before.asString();
    String full = after == null ? null : after.asString();
    return key.endsWith("image")
        && short1 != null
        && (("docker.io/" + short1).equals(full) || (short1 + ":latest").equals(full));
  }

  /** As the message shows differences. */
  static String describe(List<ManifestDifference> differences) {
    List<Value> items = new ArrayList<>();
    for (ManifestDifference one : differences) {
      boolean types =
          one.before != null
              && one.after != null
              && !one.before.typeName().equals(one.after.typeName());
      items.add(
          map()
              .put("key", Scalar.of(one.key))
              .put(
                  "values",
                  map()
                      .put("before", shown(one.before, types))
                      .put("after", shown(one.after, types))
                      .build())
              .build());
    }
    return GoJson.write(map().put("items", ListValue.of(items, Source.NONE, 0)).build(), LONGEST);
  }

  private static MapValue.Builder map() {
    return MapValue.builder(Source.NONE, 0);
  }

  private static Value shown(@Nullable Value value, boolean withType) {
    if (value == null) {
      return Scalar.of(null);
    }
    if (!withType || !(value instanceof Scalar scalar)) {
      return value;
    }
    Object content = scalar.content();
    String text =
        content instanceof Number number
            ? "(type: float64) %!s(float64=" + GoNumber.general(number.doubleValue()) + ")"
            : content instanceof Boolean
                ? "(type: bool) %!s(bool=" + content + ")"
                : "(type: string) " + content;
    return Scalar.of(text);
  }
}
