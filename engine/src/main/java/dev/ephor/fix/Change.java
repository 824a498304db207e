package dev.ephor.fix;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One change of an object. */
public sealed interface Change {

  /** The place that becomes another. */
  ValuePath path();

  /**
   * A value is set; maps on the way to it are made where they are missing. It may stand in for a
   * scalar or for nothing, never for a list or map that holds something.
   */
  record Put(ValuePath path, Value value) implements Change {}

  /**
   * An entry of a map is taken out. Items of lists never are, and neither is a list that holds more
   * than scalars.
   */
  record Remove(ValuePath path) implements Change {}

  /** An item is put at the end of a list, which is made where it is missing. */
  record Append(ValuePath path, Value value) implements Change {}

  /** The object after some changes; null where one of them cannot be made. */
  static @Nullable MapValue apply(MapValue top, List<Change> changes) {
    Value now = top;
    for (Change change : changes) {
      now = now == null ? null : change(now, change, 0);
    }
    return now instanceof MapValue map ? map : null;
  }

  private static @Nullable Value change(@Nullable Value at, Change change, int depth) {
    List<Object> steps = change.path().steps();
    if (depth == steps.size()) {
      return end(at, change);
    }
    Object step = steps.get(depth);
    if (step instanceof Integer index) {
      if (!(at instanceof ListValue list) || index >= list.size()) {
        return null;
      }
      Value item = change(list.at(index), change, depth + 1);
      if (item == null) {
        return null;
      }
      List<Value> items = new ArrayList<>(list.values());
      items.set(index, item);
      return ListValue.of(items, list.source(), list.node());
    }
    String key = (String) step;
    MapValue map;
    if (at == null || at.isNull()) {
      map = MapValue.empty(at == null ? Source.NONE : at.source(), at == null ? 0 : at.node());
    } else if (at instanceof MapValue present) {
      map = present;
    } else {
      return null;
    }
    if (change instanceof Remove && depth == steps.size() - 1) {
      return map.containsKey(key) && !holdsObjects(map.child(key)) ? map.without(key) : null;
    }
    if (change instanceof Remove && !map.containsKey(key)) {
      return null;
    }
    Value inner = change(map.child(key), change, depth + 1);
    return inner == null ? null : map.with(key, inner);
  }

  private static @Nullable Value end(@Nullable Value at, Change change) {
    if (change instanceof Put put) {
      boolean full =
          (at instanceof ListValue list && !list.isEmpty())
              || (at instanceof MapValue map && !map.isEmpty());
      return full ? null : put.value();
    } else if (change instanceof Append append) {
      if (at == null || at.isNull()) {
        return ListValue.of(List.of(append.value()), Source.NONE, 0);
      } else if (at instanceof ListValue list) {
        List<Value> items = new ArrayList<>(list.values());
        items.add(append.value());
        return ListValue.of(items, list.source(), list.node());
      }
    }
    return null;
  }

  /** Whether it is a list of maps: containers, volumes, rules. Nobody takes those out. */
  static boolean holdsObjects(@Nullable Value value) {
    return value instanceof ListValue list
        && list.values().stream().anyMatch(item -> !(item instanceof Scalar));
  }
}
