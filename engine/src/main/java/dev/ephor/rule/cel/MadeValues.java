package dev.ephor.rule.cel;

import dev.ephor.expression.cel.value.ByteText;
import dev.ephor.expression.cel.value.CelNull;
import dev.ephor.expression.cel.value.CelText;
import dev.ephor.expression.cel.value.ObjectValue;
import dev.ephor.expression.cel.value.UInt;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What expressions made, as values that are said to come from the expression. */
final class MadeValues {

  private final Value origin;

  /**
   * @param origin where the expression stands
   */
  MadeValues(Value origin) {
    this.origin = origin;
  }

  /** A value; what an expression took from a manifest keeps its origin. */
  Value of(@Nullable Object made) {
    if (made instanceof Value value) {
      return value;
    } else if (made instanceof ObjectValue object) {
      return map(object.fields());
    } else if (made instanceof Map<?, ?> map) {
      return map(map);
    } else if (made instanceof List<?> list) {
      List<Value> items = new ArrayList<>(list.size());
      for (Object item : list) {
        items.add(of(item));
      }
      return ListValue.of(items, origin.source(), origin.node());
    } else if (made instanceof Optional<?> maybe) {
      return of(maybe.orElse(null));
    }
    return new Scalar(content(made), origin.source(), origin.node());
  }

  private MapValue map(Map<?, ?> made) {
    MapValue.Builder map = MapValue.builder(origin.source(), origin.node());
    made.forEach((key, value) -> map.put(key instanceof String text ? text : text(key), of(value)));
    return map.build();
  }

  private static @Nullable Object content(@Nullable Object made) {
    if (made == null || made == CelNull.NULL) {
      return null;
    } else if (made instanceof String
        || made instanceof Long
        || made instanceof Double
        || made instanceof Boolean) {
      return made;
    } else if (made instanceof UInt number) {
      return number.bits();
    } else if (made instanceof ByteText bytes) {
      return Base64.getEncoder().encodeToString(bytes.toArray());
    }
    return CelText.of(made);
  }

  private static String text(@Nullable Object key) {
    return key == null ? "" : CelText.of(key);
  }
}
