package dev.ephor.convert;

import dev.ephor.rule.validate.Anchor;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Items of lists in patches that say by conditions which items they are about. */
final class PatchItems {

  private PatchItems() {}

  private static boolean isCondition(String key) {
    Anchor anchor = Anchor.parse(key);
    return anchor != null && anchor.kind() == Anchor.Kind.CONDITION;
  }

  /** Whether an item has conditions of its own. */
  static boolean isConditional(MapValue item) {
    return item.keys().stream().anyMatch(PatchItems::isCondition);
  }

  /** Whether there is nothing in a map but conditions. */
  static boolean isOnlyConditional(Value value) {
    return value instanceof MapValue map
        && !map.isEmpty()
        && map.keys().stream()
            .allMatch(
                key -> {
                  Value child = map.child(key);
                  return isCondition(key) || (child != null && isOnlyConditional(child));
                });
  }

  /** An item without its conditions. */
  static MapValue unconditional(MapValue item) {
    MapValue rest = item;
    for (String key : item.keys()) {
      rest = isCondition(key) ? rest.without(key) : rest;
    }
    return rest;
  }

  /** When an item is meant. */
  static Cel condition(MapValue item, Ref at) throws NotConvertible {
    List<Cel> conditions = new ArrayList<>();
    for (String written : item.keys()) {
      Anchor anchor = Anchor.parse(written);
      Value value = item.child(written);
      if (value != null && anchor != null && anchor.kind() == Anchor.Kind.CONDITION) {
        conditions.add(passes(anchor.key(), value, at));
      }
    }
    return Cel.and(conditions);
  }

  /** Whether a field has a pattern. */
  static Cel passes(String key, Value pattern, Ref parent) throws NotConvertible {
    boolean any = "*".equals(pattern.asString()) || "?*".equals(pattern.asString());
    if (any && parent.child(key).isNeeded()) {
      return Cel.Text.TRUE;
    }
    if (pattern.toString().contains("+(")) {
      throw new NotConvertible(pattern, "something to add inside of a condition in a patch");
    }
    MapValue map = MapValue.builder(Source.NONE, 0).put(key, pattern).build();
    return new PatternCel(new ContainerLists()).passes(map, parent);
  }
}
