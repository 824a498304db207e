package dev.ephor.rule.cel;

import dev.ephor.expression.cel.value.CelText;
import dev.ephor.expression.cel.value.ObjectValue;
import dev.ephor.expression.cel.value.UInt;
import dev.ephor.rule.apply.ApplyFailure;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Partial objects as the API server takes them from expressions. It looks only one step into lists
 * and maps: what stands inside one must be a text, number, bool, an {@code Object} or a part of a
 * manifest. Null is nothing that it can write.
 */
final class PartialObject {

  private final MadeValues values;
  private final Value origin;

  /**
   * @param origin where the expression stands
   */
  PartialObject(Value origin) {
    this.values = new MadeValues(origin);
    this.origin = origin;
  }

  /**
   * The object as a value.
   *
   * @throws ApplyFailure with the path of what the API server cannot take
   */
  MapValue of(ObjectValue made) throws ApplyFailure {
    return object(made, "");
  }

  private MapValue object(ObjectValue made, String path) throws ApplyFailure {
    MapValue.Builder map = MapValue.builder(origin.source(), origin.node());
    for (Map.Entry<String, Object> field : made.fields().entrySet()) {
      map.put(field.getKey(), field(field.getValue(), path + "." + field.getKey()));
    }
    return map.build();
  }

  private Value field(@Nullable Object made, String path) throws ApplyFailure {
    if (made instanceof Value value) {
      return value;
    } else if (made instanceof List<?> list) {
      List<Value> items = new ArrayList<>(list.size());
      for (int i = 0; i < list.size(); i++) {
        items.add(item(list.get(i), path + "[" + i + "]"));
      }
      return ListValue.of(items, origin.source(), origin.node());
    } else if (made instanceof Map<?, ?> entries) {
      MapValue.Builder map = MapValue.builder(origin.source(), origin.node());
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        if (!(entry.getKey() instanceof String key)) {
          throw new ApplyFailure(path + ": key " + CelText.of(entry.getKey()) + " is no string");
        }
        map.put(key, item(entry.getValue(), path + "." + key));
      }
      return map.build();
    }
    return item(made, path);
  }

  private Value item(@Nullable Object made, String path) throws ApplyFailure {
    if (made instanceof ObjectValue object) {
      return object(object, path);
    } else if (made instanceof Value
        || made instanceof String
        || made instanceof Long
        || made instanceof Double
        || made instanceof Boolean
        || made instanceof UInt) {
      return values.of(made);
    }
    boolean nested = made instanceof List<?> || made instanceof Map<?, ?>;
    throw new ApplyFailure(
        "failed to convert patch object to typed object: "
            + path
            + (nested
                ? ": a list or map inside another one has to be written as Object"
                    + path.replaceAll("\\[[0-9]+]", "")
                    + "{...}"
                : ": expected map, got " + (made == null ? "null" : CelText.of(made))));
  }
}
