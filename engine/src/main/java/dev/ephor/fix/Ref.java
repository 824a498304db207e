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
 * @param as what of them is the expression's value
 */
record Ref(List<ValuePath> paths, As as) {

  /** How places become a value. */
  enum As {
    /** What stands there. */
    VALUE,
    /** A list of what stands there. */
    ITEMS,
    /** A list of the keys of what stands there. */
    KEYS,
    /** The key under which something stands there. */
    KEY
  }

  /** Something that is no part of the object. */
  static final Ref NONE = new Ref(List.of(), As.VALUE);

  /** More places are not looked at. */
  private static final int MOST = 200;

  Ref {
    paths = paths.size() > MOST ? List.copyOf(paths.subList(0, MOST)) : List.copyOf(paths);
  }

  static Ref at(ValuePath path) {
    return new Ref(List.of(path), As.VALUE);
  }

  boolean isNone() {
    return paths.isEmpty();
  }

  /** An entry of each. */
  Ref under(String key) {
    return as == As.KEYS || as == As.KEY
        ? NONE
        : new Ref(paths.stream().map(path -> path.under(key)).toList(), as);
  }

  /** One item of each. */
  Ref item(int index) {
    if (as == As.ITEMS) {
      int at = index < 0 ? paths.size() + index : index;
      return at >= 0 && at < paths.size() ? at(paths.get(at)) : NONE;
    }
    return index < 0 || as == As.KEYS
        ? NONE
        : new Ref(paths.stream().map(path -> path.item(index)).toList(), as);
  }

  /** Every item, or value of a map, each by itself. */
  Ref elements(Value top) {
    if (as != As.VALUE) {
      return as == As.KEYS ? this : new Ref(paths, As.VALUE);
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
    return new Ref(found, As.VALUE);
  }

  /** Every item of a list, or every key of a map, as loops of CEL go over them. */
  Ref itemsOrKeys(Value top) {
    boolean map =
        as == As.VALUE && paths.stream().anyMatch(path -> path.in(top) instanceof MapValue);
    return map ? new Ref(elements(top).paths, As.KEY) : elements(top);
  }

  /** The same places as a list. */
  Ref listed() {
    return as == As.KEYS ? this : new Ref(paths, As.ITEMS);
  }

  /** The keys of what stands there. */
  Ref keys() {
    return isNone() ? this : new Ref(paths, As.KEYS);
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
    return new Ref(List.copyOf(both), as == As.VALUE ? other.as : as);
  }
}
