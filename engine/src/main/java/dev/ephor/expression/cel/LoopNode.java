package dev.ephor.expression.cel;

import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelNull;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A macro's loop over a list or the keys of a map.
 *
 * @param first the slot of the first loop variable
 * @param second the slot of the second, or -1 where there is one only
 * @param accumulator the slot of what is accumulated
 */
record LoopNode(
    Node range,
    int first,
    int second,
    int accumulator,
    Node start,
    Node condition,
    Node step,
    Node result)
    implements Node {

  @Override
  public Object eval(Frame frame) {
    Object over = range.eval(frame);
    if (over instanceof CelError) {
      return over;
    }
    if (!(over instanceof List) && !(over instanceof Map)) {
      return new CelError("got '" + GoTypes.name(over) + "', expected iterable type");
    }
    frame.slots[accumulator] = start.eval(frame);
    if (over instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        Object item = CelValues.of(list.get(i));
        if (!turn(frame, second < 0 ? item : (Object) (long) i, item)) {
          break;
        }
      }
    } else if (over instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : entries(map)) {
        Object value = second < 0 ? CelNull.NULL : CelValues.of(entry.getValue());
        if (!turn(frame, CelValues.of(entry.getKey()), value)) {
          break;
        }
      }
    }
    return result.eval(frame);
  }

  /**
   * The order of a map. Go starts walking a small map at any of its entries, mostly at the first
   * that was put in; what it read from a document it put in by the order of the keys.
   */
  private static Collection<? extends Map.Entry<?, ?>> entries(Map<?, ?> map) {
    if (!(map instanceof MapValue document) || document.size() < 2) {
      return map.entrySet();
    }
    List<Map.Entry<?, ?>> sorted = new ArrayList<>(document.entrySet());
    sorted.sort(Comparator.comparing(entry -> (String) entry.getKey(), GoJson.BY_CODE_POINT));
    return sorted;
  }

  private boolean turn(Frame frame, Object key, Object value) {
    frame.slots[first] = key;
    if (second >= 0) {
      frame.slots[second] = value;
    }
    if (Boolean.FALSE.equals(condition.eval(frame))) {
      return false;
    }
    frame.slots[accumulator] = step.eval(frame);
    return true;
  }
}
