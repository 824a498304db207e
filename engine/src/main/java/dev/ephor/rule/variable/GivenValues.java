package dev.ephor.rule.variable;

import dev.ephor.context.RuleValues;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

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

  /** The variables with one more, whose map adds to a map that is known under its name. */
  static MapValue add(MapValue root, String name, Value value) {
    return root.with(
        name,
        root.child(name) instanceof MapValue old && value instanceof MapValue more
            ? merged(old, more)
            : value);
  }

  private static MapValue put(MapValue map, String path, Value value) {
    return put(map, keys(path), 0, value);
  }

  private static MapValue put(MapValue map, List<String> keys, int at, Value value) {
    String key = keys.get(at);
    Value before = map.child(key);
    Value after;
    if (at == keys.size() - 1) {
      after =
          before instanceof MapValue old && value instanceof MapValue more
              ? merged(old, more)
              : value;
    } else {
      MapValue inner =
          before instanceof MapValue old ? old : MapValue.empty(value.source(), value.node());
      after = put(inner, keys, at + 1, value);
    }
    return map.with(key, after);
  }

  /** The keys of a path; one in double quotes may have dots, and quotes that are doubled. */
  static List<String> keys(String path) {
    List<String> keys = new ArrayList<>();
    int start = 0;
    while (start <= path.length()) {
      boolean quoted = start < path.length() && path.charAt(start) == '"';
      int end = quoted ? start + 1 : path.indexOf('.', start);
      while (quoted && end < path.length() && !closes(path, end)) {
        end += path.startsWith("\"\"", end) ? 2 : 1;
      }
      end = end < 0 ? path.length() : end;
      String key = path.substring(quoted ? start + 1 : start, end);
      keys.add(quoted ? key.replace("\"\"", "\"") : key);
      start = quoted ? end + 2 : end + 1;
    }
    return keys;
  }

  private static boolean closes(String path, int at) {
    return path.charAt(at) == '"' && (at + 1 == path.length() || path.charAt(at + 1) == '.');
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
