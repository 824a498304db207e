package dev.ephor.rule.probe;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place of a manifest that a rule looks at, and values that it may tell apart.
 *
 * @param path keys; {@link #ITEM} stands for an item of a list
 * @param values the absence of a value is always another
 */
public record Probe(List<String> path, List<Value> values) {

  /** A step into a list. */
  public static final String ITEM = "[]";

  public Probe {
    path = List.copyOf(path);
    values = List.copyOf(values);
  }

  /**
   * A manifest in which the place has a value. Maps and lists on the way are made where they are
   * missing; a way through a scalar leads nowhere.
   *
   * @param value null to take it away
   * @param item the number of the item in lists, 0 or 1
   */
  public MapValue put(MapValue manifest, @Nullable Value value, int item) {
    return (MapValue) put(manifest, 0, value, item);
  }

  private Value put(@Nullable Value at, int depth, @Nullable Value value, int item) {
    String step = path.get(depth);
    boolean last = depth == path.size() - 1;
    if (step.equals(ITEM)) {
      List<Value> items = new ArrayList<>(at instanceof ListValue list ? list.values() : List.of());
      if (value == null && items.size() <= item) {
        return ListValue.of(items, Source.NONE, 0);
      }
      while (items.size() <= item) {
        items.add(fresh(depth, items.size()));
      }
      if (!last) {
        items.set(item, put(items.get(item), depth + 1, value, item));
      } else if (value == null) {
        items.remove(item);
      } else {
        items.set(item, value);
      }
      return ListValue.of(items, Source.NONE, 0);
    }
    MapValue map = at instanceof MapValue present ? present : MapValue.empty(Source.NONE, 0);
    Value child = map.child(step);
    if (last) {
      return value == null ? map.without(step) : map.with(step, value);
    }
    return value == null && child == null
        ? map
        : map.with(step, put(child, depth + 1, value, item));
  }

  /** An item without which a manifest would not be taken. */
  private Value fresh(int depth, int number) {
    String list = depth == 0 ? "" : path.get(depth - 1);
    MapValue.Builder item = MapValue.builder(Source.NONE, 0);
    if (list.endsWith("ontainers")) {
      item.put("name", Scalar.of("c" + number)).put("image", Scalar.of("registry.test/app:1.0"));
    } else if (list.equals("ports")) {
      boolean service = depth == 2;
      item.put(service ? "port" : "containerPort", Scalar.of(8080L + number));
    } else if (list.equals("volumeMounts")) {
      item.put("name", Scalar.of("n" + number)).put("mountPath", Scalar.of("/n" + number));
    } else if (list.equals("rules") && depth == 1) {
      item.put("verbs", ListValue.of(List.of(Scalar.of("get")), Source.NONE, 0));
    } else if (list.equals("volumes") || list.equals("env")) {
      item.put("name", Scalar.of("n" + number));
    }
    return item.build();
  }
}
