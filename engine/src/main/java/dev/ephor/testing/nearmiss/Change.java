package dev.ephor.testing.nearmiss;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where one value differs from another, in one place; several places count as one around them.
 *
 * @param path from the top, keys and numbers of items; empty for the whole
 */
record Change(String path, @Nullable Value before, @Nullable Value after) {

  /** How much is different: the leaves that go and come. */
  int size() {
    return leaves(before) + leaves(after);
  }

  private static int leaves(@Nullable Value value) {
    if (value == null) {
      return 0;
    }
    int sum = 1;
    if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        sum += leaves(map.valueAt(i));
      }
    } else if (value instanceof ListValue list) {
      for (Value item : list.values()) {
        sum += leaves(item);
      }
    }
    return sum;
  }

  /** The change from one value to another; null where they are the same. */
  static @Nullable Change between(@Nullable Value before, @Nullable Value after, String path) {
    if (before == null ? after == null : before.equals(after)) {
      return null;
    }
    if (before instanceof MapValue map && after instanceof MapValue other) {
      Set<String> keys = new LinkedHashSet<>(map.keys());
      keys.addAll(other.keys());
      Change only = null;
      for (String key : keys) {
        Change inner =
            between(map.child(key), other.child(key), path.isEmpty() ? key : path + "." + key);
        if (inner != null && only != null) {
          return new Change(path, before, after);
        }
        only = inner == null ? only : inner;
      }
      return only;
    }
    if (before instanceof ListValue list && after instanceof ListValue other) {
      return items(list, other, path);
    }
    return new Change(path, before, after);
  }

  /** An item more at the end, or less anywhere, is that item's change. */
  private static @Nullable Change items(ListValue list, ListValue other, String path) {
    int size = Math.max(list.size(), other.size());
    if (other.size() == list.size() - 1) {
      for (int i = 0; i < list.size(); i++) {
        boolean gone =
            list.values().subList(0, i).equals(other.values().subList(0, i))
                && list.values()
                    .subList(i + 1, list.size())
                    .equals(other.values().subList(i, other.size()));
        if (gone) {
          return new Change(path + "[" + i + "]", list.at(i), null);
        }
      }
    }
    Change only = null;
    for (int i = 0; i < size; i++) {
      Value one = i < list.size() ? list.at(i) : null;
      Value two = i < other.size() ? other.at(i) : null;
      Change inner = between(one, two, path + "[" + i + "]");
      if (inner != null && only != null) {
        return new Change(path, list, other);
      }
      only = inner == null ? only : inner;
    }
    return only;
  }
}
