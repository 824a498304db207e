package dev.ephor.rule.cel;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects as the reference's command line hands them to expressions: every number is a double. What
 * has no numbers is shared.
 */
final class Doubles {

  /** Numbers below this depth stay as they are, which only a hostile manifest can notice. */
  private static final int DEEPEST = 500;

  private Doubles() {}

  static MapValue in(MapValue map) {
    return (MapValue) in(map, 0);
  }

  private static Value in(Value value, int depth) {
    if (depth > DEEPEST) {
      return value;
    } else if (value instanceof MapValue map) {
      MapValue.Builder made = null;
      for (int i = 0; i < map.size(); i++) {
        Value child = map.valueAt(i);
        Value changed = in(child, depth + 1);
        if (changed != child) {
          made = made == null ? map.toBuilder() : made;
          made.put(map.keyAt(i), changed);
        }
      }
      return made == null ? map : made.build();
    } else if (value instanceof ListValue list) {
      List<Value> made = null;
      for (int i = 0; i < list.size(); i++) {
        Value changed = in(list.at(i), depth + 1);
        if (changed != list.at(i)) {
          made = made == null ? new ArrayList<>(list.values()) : made;
          made.set(i, changed);
        }
      }
      return made == null ? list : ListValue.of(made, list.source(), list.node());
    } else if (value instanceof Scalar scalar && scalar.content() instanceof Long number) {
      return new Scalar((double) number, scalar.source(), scalar.node());
    }
    return value;
  }
}
