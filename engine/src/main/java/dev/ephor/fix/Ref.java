package dev.ephor.fix;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The places of an object that a part of an expression speaks of.
 *
 * @param paths the places; none where it speaks of something else
 * @param items whether the expression's value is a list of what stands there, and not what stands
 *     there itself
 */
record Ref(List<ValuePath> paths, boolean items) {

  /** Something that is no part of the object. */
  static final Ref NONE = new Ref(List.of(), false);

  /** More places are not looked at. */
  private static final int MOST = 200;

  Ref {
    paths = paths.size() > MOST ? List.copyOf(paths.subList(0, MOST)) : List.copyOf(paths);
  }

  static Ref at(ValuePath path) {
    return new Ref(List.of(path), false);
  }

  boolean isNone() {
    return paths.isEmpty();
  }

  /** An entry of each. */
  Ref under(String key) {
    return new Ref(paths.stream().map(path -> path.under(key)).toList(), items);
  }

  /** One item of each. */
  Ref item(int index) {
    if (items) {
      int at = index < 0 ? paths.size() + index : index;
      return at >= 0 && at < paths.size() ? at(paths.get(at)) : NONE;
    }
    return index < 0
        ? NONE
        : new Ref(paths.stream().map(path -> path.item(index)).toList(), false);
  }

  /** Every item, or value of a map, each by itself. */
  Ref elements(Value top) {
    if (items) {
      return new Ref(paths, false);
    }
    List<ValuePath> found = new ArrayList<>();
    for (ValuePath path : paths) {
      Value value = path.in(top);
      if (value instanceof ListValue list) {
        for (int i = 0; i < list.size(); i++) {
          found.add(path.item(i));
        }
      } else if (value instanceof MapValue map) {
        map.keys().forEach(key -> found.add(path.under(key)));
      }
    }
    return new Ref(found, false);
  }

  /** The same places as a list. */
  Ref listed() {
    return new Ref(paths, true);
  }

  Ref listedIf(boolean list) {
    return list && !isNone() ? listed() : this;
  }

  /** These places and others. */
  Ref and(Ref other) {
    if (isNone() || other.isNone()) {
      return isNone() ? other : this;
    }
    Set<ValuePath> both = new LinkedHashSet<>(paths);
    both.addAll(other.paths);
    return new Ref(List.copyOf(both), items || other.items);
  }
}
