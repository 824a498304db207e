package dev.ephor.impact;

import dev.ephor.kubernetes.SecretMask;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was made of an object, as the values that became others, by path.
 *
 * @param changes by a path such as {@code /metadata/labels/team}
 */
record Delta(Map<String, Change> changes) {

  /** Nothing. */
  static final Delta NONE = new Delta(Map.of());

  /** Longer values are cut. */
  private static final int SHOWN = 60;

  /**
   * A value that became another.
   *
   * @param before null where there was none
   * @param after null where there is none
   */
  record Change(@Nullable Value before, @Nullable Value after) {
    private boolean means(@Nullable Change other) {
      return other != null
          && Objects.equals(java(before), java(other.before))
          && Objects.equals(java(after), java(other.after));
    }
  }

  /** What differs between an object before and after. */
  static Delta between(Value before, Value after) {
    Map<String, Change> changes = new TreeMap<>();
    walk("", before, after, changes);
    return new Delta(changes);
  }

  /** Both, one after the other. */
  Delta then(Delta next) {
    if (changes.isEmpty()) {
      return next;
    }
    Map<String, Change> all = new TreeMap<>(changes);
    next.changes.forEach(
        (path, change) -> all.merge(path, change, (one, two) -> new Change(one.before, two.after)));
    return new Delta(all);
  }

  /**
   * Where another does something else, a line for each path: {@code PATH: this -> other}.
   *
   * @param object the object, for what it hides
   */
  Stream<String> against(Delta other, MapValue object) {
    Set<String> paths = new TreeSet<>(changes.keySet());
    paths.addAll(other.changes.keySet());
    return paths.stream()
        .filter(path -> !differsNot(changes.get(path), other.changes.get(path)))
        .map(
            path ->
                path
                    + ": "
                    + made(changes.get(path), path, object)
                    + " -> "
                    + made(other.changes.get(path), path, object));
  }

  /** A line for each path of this object and another: {@code PATH: before -> after}. */
  Stream<String> lines(MapValue object) {
    return changes.entrySet().stream()
        .map(
            change ->
                change.getKey()
                    + ": "
                    + shown(change.getValue().before(), change.getKey(), object)
                    + " -> "
                    + shown(change.getValue().after(), change.getKey(), object));
  }

  private static boolean differsNot(@Nullable Change one, @Nullable Change other) {
    return one == null ? other == null : one.means(other);
  }

  private static String made(@Nullable Change change, String path, MapValue object) {
    return change == null ? "left as it is" : shown(change.after(), path, object);
  }

  /** What a Secret holds is nobody's to read in a report. */
  private static String shown(@Nullable Value value, String path, MapValue object) {
    if (value == null) {
      return "absent";
    }
    if (SecretMask.concerns(object)
        && Stream.of("/data", "/stringData", "/metadata/annotations").anyMatch(path::startsWith)) {
      return SecretMask.HIDDEN;
    }
    String text = text(value);
    return text.length() > SHOWN ? text.substring(0, SHOWN - 1) + "…" : text;
  }

  private static String text(Value value) {
    if (value instanceof MapValue map) {
      return map.keys().stream()
          .map(key -> key + ": " + text(Objects.requireNonNull(map.child(key))))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof ListValue list) {
      return list.values().stream().map(Delta::text).collect(Collectors.joining(", ", "[", "]"));
    }
    String text = value.asString();
    return text == null ? String.valueOf(value.toJava()) : "\"" + text + "\"";
  }

  private static void walk(
      String path, @Nullable Value before, @Nullable Value after, Map<String, Change> changes) {
    if (before == after) {
      return;
    }
    if (before instanceof MapValue one && after instanceof MapValue other) {
      Set<String> keys = new LinkedHashSet<>(one.keys());
      keys.addAll(other.keys());
      keys.forEach(key -> walk(path + "/" + key, one.child(key), other.child(key), changes));
    } else if (before instanceof ListValue one && after instanceof ListValue other) {
      for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
        walk(
            path + "/" + i,
            i < one.size() ? one.at(i) : null,
            i < other.size() ? other.at(i) : null,
            changes);
      }
    } else if (!Objects.equals(java(before), java(after))) {
      changes.put(path, new Change(before, after));
    }
  }

  private static @Nullable Object java(@Nullable Value value) {
    return value == null ? null : value.toJava();
  }
}
