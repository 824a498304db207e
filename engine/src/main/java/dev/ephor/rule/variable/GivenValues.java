package dev.ephor.rule.variable;

import dev.ephor.context.RuleValues;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;

/** Puts what somebody says that variables are among those that a rule finds. */
final class GivenValues {

  private GivenValues() {}

  /** The variables with values that are given by dotted paths. Maps are merged. */
  static MapValue merge(MapValue root, MapValue given) {
    MapValue merged = root;
    for (int i = 0; i < given.size(); i++) {
      merged = put(merged, given.keyAt(i), given.valueAt(i));
    }
    return merged;
  }

  /**
   * The variables with what is given for one turn of one of a rule's loops.
   *
   * @param loop the number of the loop, from 0
   * @param turn the number of the turn, from 0
   */
  static MapValue merge(MapValue root, RuleValues.OfRule given, int loop, int turn) {
    if (loop >= given.foreach().size()) {
      return root;
    }
    MapValue lists = given.foreach().get(loop);
    MapValue merged = root;
    for (int i = 0; i < lists.size(); i++) {
      if (lists.valueAt(i) instanceof ListValue list && turn < list.size()) {
        merged = put(merged, lists.keyAt(i), list.at(turn));
      }
    }
    return merged;
  }

  private static MapValue put(MapValue map, String path, Value value) {
    int dot = path.indexOf('.');
    String key = dot < 0 ? path : path.substring(0, dot);
    Value before = map.child(key);
    Value after;
    if (dot < 0) {
      after =
          before instanceof MapValue old && value instanceof MapValue more
              ? merged(old, more)
              : value;
    } else {
      MapValue inner =
          before instanceof MapValue old ? old : MapValue.empty(value.source(), value.node());
      after = put(inner, path.substring(dot + 1), value);
    }
    return map.with(key, after);
  }

  private static MapValue merged(MapValue old, MapValue more) {
    MapValue result = old;
    for (int i = 0; i < more.size(); i++) {
      String key = more.keyAt(i);
      Value before = old.child(key);
      result =
          result.with(
              key,
              before instanceof MapValue map && more.valueAt(i) instanceof MapValue inner
                  ? merged(map, inner)
                  : more.valueAt(i));
    }
    return result;
  }
}
