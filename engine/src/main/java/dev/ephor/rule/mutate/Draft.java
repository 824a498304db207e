package dev.ephor.rule.mutate;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A patch while its anchors are worked off: keys are renamed, entries and items come and go. A key
 * may stand twice for a while; the first counts.
 */
sealed interface Draft {

  static Draft of(Value value) {
    return of(value, 0);
  }

  private static Draft of(Value value, int depth) {
    if (depth > StrategicMerge.DEEPEST) {
      throw new PatchFailure("the patch nests deeper than " + StrategicMerge.DEEPEST + " levels");
    }
    if (value instanceof MapValue map) {
      Fields fields = new Fields(map, new ArrayList<>());
      for (int i = 0; i < map.size(); i++) {
        fields.entries().add(new Entry(map.keyAt(i), of(map.valueAt(i), depth + 1)));
      }
      return fields;
    }
    if (value instanceof ListValue list) {
      Items items = new Items(list, new ArrayList<>());
      list.values().forEach(item -> items.items().add(of(item, depth + 1)));
      return items;
    }
    return new Leaf((Scalar) value);
  }

  Draft copy();

  /** The value as it has become, with the places of what was written. */
  Value value();

  /** A scalar. */
  record Leaf(Scalar scalar) implements Draft {
    @Override
    public Draft copy() {
      return this;
    }

    @Override
    public Value value() {
      return scalar;
    }
  }

  /** A list. */
  record Items(ListValue written, List<Draft> items) implements Draft {
    @Override
    public Draft copy() {
      List<Draft> copies = new ArrayList<>();
      items.forEach(item -> copies.add(item.copy()));
      return new Items(written, copies);
    }

    @Override
    public Value value() {
      return ListValue.of(
          items.stream().map(Draft::value).toList(), written.source(), written.node());
    }
  }

  /** An entry of a map. */
  record Entry(String key, Draft value) {}

  /** A map. */
  record Fields(MapValue written, List<Entry> entries) implements Draft {
    @Override
    public Draft copy() {
      List<Entry> copies = new ArrayList<>();
      entries.forEach(entry -> copies.add(new Entry(entry.key(), entry.value().copy())));
      return new Fields(written, copies);
    }

    @Override
    public Value value() {
      MapValue.Builder builder = MapValue.builder(written.source(), written.node());
      for (Entry entry : entries) {
        if (!builder.contains(entry.key())) {
          builder.put(entry.key(), entry.value().value());
        }
      }
      return builder.build();
    }

    List<String> keys() {
      return entries.stream().map(Entry::key).toList();
    }

    @Nullable Draft get(String key) {
      int at = indexOf(key);
      return at < 0 ? null : entries.get(at).value();
    }

    void rename(String key, String newKey) {
      int at = indexOf(key);
      if (at >= 0) {
        entries.set(at, new Entry(newKey, entries.get(at).value()));
      }
    }

    void remove(String key) {
      int at = indexOf(key);
      if (at >= 0) {
        entries.remove(at);
      }
    }

    void set(String key, Draft value) {
      int at = indexOf(key);
      if (at < 0) {
        entries.add(new Entry(key, value));
      } else {
        entries.set(at, new Entry(key, value));
      }
    }

    private int indexOf(String key) {
      for (int i = 0; i < entries.size(); i++) {
        if (entries.get(i).key().equals(key)) {
          return i;
        }
      }
      return -1;
    }
  }
}
