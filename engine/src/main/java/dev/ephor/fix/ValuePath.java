package dev.ephor.fix;

import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from the top of an object to a place in it, which need not exist.
 *
 * @param steps keys as {@code String} and indexes, from 0, as {@code Integer}
 */
public record ValuePath(List<Object> steps) {

  /** The object itself. */
  public static final ValuePath TOP = new ValuePath(List.of());

  public ValuePath {
    steps = List.copyOf(steps);
  }

  static ValuePath of(List<String> keys) {
    return new ValuePath(new ArrayList<>(keys));
  }

  ValuePath under(String key) {
    return with(key);
  }

  ValuePath item(int index) {
    return with(index);
  }

  private ValuePath with(Object step) {
    List<Object> longer = new ArrayList<>(steps);
    longer.add(step);
    return new ValuePath(longer);
  }

  /** The same place seen from further above. */
  ValuePath below(ValuePath prefix) {
    List<Object> longer = new ArrayList<>(prefix.steps);
    longer.addAll(steps);
    return new ValuePath(longer);
  }

  /** The place around this one; itself at the top. */
  ValuePath parent() {
    return steps.isEmpty() ? this : new ValuePath(steps.subList(0, steps.size() - 1));
  }

  /** The last key on the way; empty where there is none. */
  String lastKey() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i) instanceof String key) {
        return key;
      }
    }
    return "";
  }

  /** Whether this is the other place or one on the way to it. */
  boolean leadsTo(ValuePath other) {
    return other.steps.size() >= steps.size() && other.steps.subList(0, steps.size()).equals(steps);
  }

  /** What stands there; null for nothing. */
  @Nullable Value in(Value top) {
    Value at = top;
    for (Object step : steps) {
      Value next = null;
      if (step instanceof String key && at instanceof MapValue map) {
        next = map.child(key);
      } else if (step instanceof Integer index && at instanceof ListValue list) {
        next = index < list.size() ? list.at(index) : null;
      }
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  /** The type of what stands there; null where that is not known. */
  @Nullable Schema in(@Nullable Schema top) {
    Schema at = top;
    for (Object step : steps) {
      at = at == null ? null : step instanceof String key ? under(at, key) : at.item();
    }
    return at;
  }

  private static @Nullable Schema under(Schema schema, String key) {
    return schema instanceof dev.ephor.schema.MapSchema map ? map.values() : schema.under(key);
  }

  /** As people write it: {@code spec.containers[0].image}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer) {
        text.append('[').append(step).append(']');
      } else {
        String key = String.valueOf(step);
        boolean plain = key.matches("[A-Za-z_][-A-Za-z0-9_]*");
        text.append(plain ? (text.length() == 0 ? "" : ".") + key : "[\"" + key + "\"]");
      }
    }
    return text.toString();
  }
}
