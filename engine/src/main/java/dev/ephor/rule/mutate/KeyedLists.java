package dev.ephor.rule.mutate;

import dev.ephor.rule.mutate.MergeTypes.Known;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges lists whose items are told apart by fields: those of the patch come first, in its order.
 * Items without such a field have odd effects on their neighbours, which are the reference's.
 */
final class KeyedLists {

  private static final List<String> SCALARS = List.of("");

  private final Known known;
  private final List<String> keys;
  private final int depth;

  KeyedLists(Known known, int depth) {
    this.known = known;
    List<String> written = known.keys();
    this.keys = written == null || written.isEmpty() ? SCALARS : written;
    this.depth = depth;
  }

  /** Keys that tell one item from the others, and their values. */
  private record Identity(List<String> keys, List<String> values) {}

  /**
   * @param patch the very target where a list is only cleaned; null for none
   */
  Value merge(ListValue target, @Nullable ListValue patch) {
    List<Value> items = new ArrayList<>(target.values());
    List<Value> given =
        patch == target ? items : patch == null ? null : new ArrayList<>(patch.values());
    List<List<String>> found = values(given, items);
    if (found.isEmpty()) {
      return target;
    }
    if (keys.size() > 1) {
      join(found);
    }
    List<Value> added = new ArrayList<>();
    Identity last = new Identity(keys, keys);
    for (List<String> values : found) {
      last = identity(found, values);
      one(last, items, given, added);
    }
    appendAll(added, items, last.keys());
    return sameItems(added, target) ? target : ListValue.of(added, target.source(), target.node());
  }

  /** Merges the item of one identity and puts it among those that come first. */
  private void one(
      Identity identity, List<Value> items, @Nullable List<Value> given, List<Value> added) {
    Identity narrow = identity(List.of(identity.values()), identity.values(), identity.keys());
    Value before = find(items, narrow);
    Value patch = given == null ? null : given == items ? before : find(given, narrow);
    Value after = StrategicMerge.merge(before, patch, new Known(null, known.type()), depth + 1);
    if (before != null && after != null && !isReplacement(before, patch)) {
      items.set(indexOf(items, before), after);
    } else if (given != null && patch instanceof MapValue map && map.containsKey(Directive.KEY)) {
      given.set(indexOf(given, patch), map.without(Directive.KEY));
    }
    if (after == null || NodeText.isNothingOrEmptyMap(after)) {
      put(items, identity, null);
      return;
    }
    put(added, identity, after);
  }

  private static int indexOf(List<Value> items, Value item) {
    int index = 0;
    while (items.get(index) != item) {
      index++;
    }
    return index;
  }

  /** An item that replaces leaves the old one where it was, and that one wins in the end. */
  private static boolean isReplacement(Value before, @Nullable Value patch) {
    return before != patch
        && patch instanceof MapValue map
        && "replace".equals(map.string(Directive.KEY));
  }

  /** The values of the keys in all items, the patch's first, each once. */
  private List<List<String>> values(@Nullable List<Value> given, List<Value> items) {
    Set<List<String>> seen = new LinkedHashSet<>();
    for (Value item : given == null ? List.<Value>of() : given) {
      seen.add(values(item));
    }
    for (Value item : items) {
      seen.add(values(item));
    }
    return new ArrayList<>(seen);
  }

  private List<String> values(Value item) {
    List<String> values = new ArrayList<>();
    for (String key : keys) {
      if (key.isEmpty()) {
        values.add(NodeText.of(item));
      } else {
        Value field = item instanceof MapValue map ? map.child(key) : null;
        values.add(field == null || field.isNull() ? "" : NodeText.of(field));
      }
    }
    return values;
  }

  /** Items that agree in one key, and in the others as far as they have them, are one item. */
  private static void join(List<List<String>> found) {
    for (int i = 0; i < found.size(); i++) {
      List<String> one = found.get(i);
      for (int j = 0; j < found.size(); j++) {
        List<String> joined = joined(one, found.get(j));
        if (joined != null) {
          found.set(i, joined);
          found.set(j, joined);
        }
      }
    }
  }

  private static @Nullable List<String> joined(List<String> one, List<String> other) {
    boolean common = false;
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      String left = one.get(i);
      String right = other.get(i);
      if (!left.equals(right) && !left.isEmpty() && !right.isEmpty()) {
        return null;
      }
      common |= left.equals(right);
      joined.add(left.isEmpty() ? right : left);
    }
    return common ? joined : null;
  }

  private Identity identity(List<List<String>> all, List<String> values) {
    return identity(all, values, keys);
  }

  /** Leaves out keys that no item has. */
  private static Identity identity(List<List<String>> all, List<String> values, List<String> keys) {
    List<String> used = new ArrayList<>();
    List<String> theirs = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      int at = i;
      if (all.stream().anyMatch(one -> !one.get(at).isEmpty())) {
        used.add(keys.get(i));
        theirs.add(values.get(i));
      }
    }
    return used.isEmpty() ? new Identity(keys, values) : new Identity(used, theirs);
  }

  private static @Nullable Value find(List<Value> items, Identity identity) {
    for (Value item : items) {
      if (isExactly(item, identity)) {
        return item;
      }
    }
    return null;
  }

  private static boolean isExactly(Value item, Identity identity) {
    if (identity.keys().get(0).isEmpty()) {
      return NodeText.of(item).equals(identity.values().get(0));
    }
    if (!(item instanceof MapValue map)) {
      return false;
    }
    for (int i = 0; i < identity.keys().size(); i++) {
      Value field = map.child(identity.keys().get(i));
      if (field == null || !NodeText.of(field).equals(identity.values().get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Sets, or with null removes, the item of an identity. Nothing and empty maps go; a value that is
   * empty fits any; and where there are no values at all, every item goes.
   */
  private static void put(List<Value> items, Identity identity, @Nullable Value element) {
    List<Value> kept = new ArrayList<>();
    boolean found = false;
    List<String> values = identity.values();
    boolean maps =
        !identity.keys().get(0).isEmpty() && !values.isEmpty() && !values.get(0).isEmpty();
    for (Value item : items) {
      if (NodeText.isNothingOrEmptyMap(item)) {
        continue;
      }
      if (maps && !(item instanceof MapValue)) {
        kept.add(item);
      } else if (!fits(item, identity)) {
        if (!values.isEmpty()) {
          kept.add(item);
        }
      } else {
        found = true;
        if (element != null) {
          kept.add(element);
        }
      }
    }
    if (element != null && !element.isNull() && !found) {
      kept.add(element);
    }
    items.clear();
    items.addAll(kept);
  }

  private static boolean fits(Value item, Identity identity) {
    boolean last = false;
    for (int i = 0; i < identity.keys().size(); i++) {
      if (i < identity.values().size()) {
        last = fits(item, identity.keys().get(i), identity.values().get(i));
      }
      if (!last) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(Value item, String key, String value) {
    if (key.isEmpty()) {
      NodeText.demand("ScalarNode", item);
      return NodeText.of(item).equals(value);
    }
    NodeText.demand("MappingNode", item);
    Value field = ((MapValue) item).child(key);
    return field != null && (value.isEmpty() || NodeText.of(field).equals(value));
  }

  private static void appendAll(List<Value> to, List<Value> items, List<String> keys) {
    for (Value item : List.copyOf(items)) {
      if (keys.get(0).isEmpty()) {
        put(to, new Identity(SCALARS, List.of(NodeText.of(item))), item);
        continue;
      }
      List<String> values = new ArrayList<>();
      for (String key : keys) {
        NodeText.demand("MappingNode", item);
        Value field = item instanceof MapValue map ? map.child(key) : null;
        if (field == null) {
          to.add(item);
        } else {
          values.add(NodeText.of(field));
        }
      }
      Identity identity = new Identity(keys, values);
      if (keys.size() > 1) {
        put(to, identity, null);
      }
      put(to, identity, item);
    }
  }

  private static boolean sameItems(List<Value> items, ListValue list) {
    if (items.size() != list.size()) {
      return false;
    }
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) != list.at(i)) {
        return false;
      }
    }
    return true;
  }
}
