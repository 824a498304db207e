package dev.ephor.explain;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is different between an object and what was made of it. */
final class ValueChanges {

  private static final int DEEPEST = 200;

  /**
   * A difference.
   *
   * @param path such as {@code spec.containers[0].image}
   * @param before null where it was added
   * @param after null where it was removed
   * @param at the nearest value that was there before
   */
  record Change(String path, @Nullable Value before, @Nullable Value after, Value at) {}

  private final List<Change> changes = new ArrayList<>();

  private ValueChanges() {}

  static List<Change> between(Value before, Value after) {
    ValueChanges found = new ValueChanges();
    found.compare("", before, after, 0);
    return found.changes;
  }

  private void compare(String path, Value before, Value after, int depth) {
    if (before == after || before.equals(after)) {
      return;
    } else if (before instanceof MapValue old
        && after instanceof MapValue made
        && depth < DEEPEST) {
      maps(path, old, made, depth);
    } else if (before instanceof ListValue old
        && after instanceof ListValue made
        && old.size() <= made.size()
        && depth < DEEPEST) {
      lists(path, old, made, depth);
    } else {
      changes.add(new Change(path, before, after, before));
    }
  }

  private void maps(String path, MapValue old, MapValue made, int depth) {
    for (int i = 0; i < old.size(); i++) {
      String at = path.isEmpty() ? old.keyAt(i) : path + "." + old.keyAt(i);
      Value left = made.child(old.keyAt(i));
      if (left == null) {
        changes.add(new Change(at, old.valueAt(i), null, old.valueAt(i)));
      } else {
        compare(at, old.valueAt(i), left, depth + 1);
      }
    }
    for (int i = 0; i < made.size(); i++) {
      if (!old.containsKey(made.keyAt(i))) {
        String at = path.isEmpty() ? made.keyAt(i) : path + "." + made.keyAt(i);
        changes.add(new Change(at, null, made.valueAt(i), old));
      }
    }
  }

  private void lists(String path, ListValue old, ListValue made, int depth) {
    int added = made.size() - old.size();
    boolean inFront = added > 0 && made.values().subList(added, made.size()).equals(old.values());
    for (int i = 0; i < made.size(); i++) {
      int then = inFront ? i - added : i;
      if (then < 0 || then >= old.size()) {
        changes.add(new Change(path + "[" + i + "]", null, made.at(i), old));
      } else {
        compare(path + "[" + i + "]", old.at(then), made.at(i), depth + 1);
      }
    }
  }
}
