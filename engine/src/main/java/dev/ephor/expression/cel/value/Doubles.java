package dev.ephor.expression.cel.value;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Objects as the reference's command line hands them to expressions: every number is a double. What
 * has no numbers is shared.
 */
public final class Doubles {

  /** Numbers below this depth stay as they are, which only a hostile manifest can notice. */
  private static final int DEEPEST = 500;

  /** Beyond this a number has no place in a whole one of 64 bits. */
  private static final double LARGEST_WHOLE = 0x1p63;

  private Doubles() {}

  /** The map with doubles for all its numbers. */
  public static MapValue in(MapValue map) {
    return (MapValue) in((Value) map);
  }

  /** The same of any value. */
  public static Value in(Value value) {
    return in(value, 0, Doubles::toDouble);
  }

  /** The other way about: numbers without a fraction are whole, as when JSON is read. */
  public static MapValue whole(MapValue map) {
    return (MapValue) whole((Value) map);
  }

  /** The same of any value. */
  public static Value whole(Value value) {
    return in(value, 0, Doubles::toWhole);
  }

  /** The value with other contents of its scalars. */
  static Value in(Value value, UnaryOperator<@Nullable Object> content) {
    return in(value, 0, content);
  }

  private static @Nullable Object toDouble(@Nullable Object content) {
    return content instanceof Long number ? (Object) (double) number : content;
  }

  private static @Nullable Object toWhole(@Nullable Object content) {
    return content instanceof Double number
            && Math.rint(number) == number
            && Math.abs(number) < LARGEST_WHOLE
        ? (Object) number.longValue()
        : content;
  }

  private static Value in(Value value, int depth, UnaryOperator<@Nullable Object> number) {
    if (depth > DEEPEST) {
      return value;
    } else if (value instanceof MapValue map) {
      MapValue.Builder made = null;
      for (int i = 0; i < map.size(); i++) {
        Value child = map.valueAt(i);
        Value changed = in(child, depth + 1, number);
        if (changed != child) {
          made = made == null ? map.toBuilder() : made;
          made.put(map.keyAt(i), changed);
        }
      }
      return made == null ? map : made.build();
    } else if (value instanceof ListValue list) {
      List<Value> made = null;
      for (int i = 0; i < list.size(); i++) {
        Value changed = in(list.at(i), depth + 1, number);
        if (changed != list.at(i)) {
          made = made == null ? new ArrayList<>(list.values()) : made;
          made.set(i, changed);
        }
      }
      return made == null ? list : ListValue.of(made, list.source(), list.node());
    } else if (value instanceof Scalar scalar) {
      Object content = number.apply(scalar.content());
      return content == scalar.content()
          ? scalar
          : new Scalar(content, scalar.source(), scalar.node());
    }
    return value;
  }
}
