package dev.ephor.yaml.edit;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.Arrays;
import java.util.List;

/**
 * Which items of a list have become which: the pairing in order that keeps most. Equal items count
 * most, then items that came from each other, then maps of the same name.
 */
final class Alignment {

  private static final int EQUAL = 1_000;
  private static final int ORIGIN = 600;
  private static final int NAMED = 300;
  private static final int ALIKE = 10;

  /** Longer pairs of lists are only compared from their ends. */
  private static final int MOST_CELLS = 1_000_000;

  private static final List<String> NAMES =
      List.of("name", "key", "containerPort", "mountPath", "devicePath", "port", "ip", "host");

  private Alignment() {}

  /** For each new item the index of the old one that it was; -1 for one that is added. */
  static int[] of(ListValue before, ListValue now) {
    int[] pairs = new int[now.size()];
    Arrays.fill(pairs, -1);
    int start = 0;
    int shorter = Math.min(before.size(), now.size());
    while (start < shorter && isIt(before.at(start), now.at(start))) {
      pairs[start] = start;
      start++;
    }
    int tail = 0;
    while (tail < shorter - start
        && isIt(before.at(before.size() - 1 - tail), now.at(now.size() - 1 - tail))) {
      pairs[now.size() - 1 - tail] = before.size() - 1 - tail;
      tail++;
    }
    int rows = before.size() - start - tail;
    int columns = now.size() - start - tail;
    if ((long) rows * columns <= MOST_CELLS) {
      pair(before, now, start, rows, columns, pairs);
    } else {
      for (int i = start; i < start + Math.min(rows, columns); i++) {
        pairs[i] = i;
      }
    }
    return pairs;
  }

  private static void pair(
      ListValue before, ListValue now, int start, int rows, int columns, int[] pairs) {
    int[][] likeness = new int[rows][columns];
    int[][] best = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        likeness[i][j] = likeness(before.at(start + i), now.at(start + j));
        int paired = likeness[i][j] == 0 ? 0 : likeness[i][j] + best[i + 1][j + 1];
        best[i][j] = Math.max(paired, Math.max(best[i + 1][j], best[i][j + 1]));
      }
    }
    int i = 0;
    int j = 0;
    while (i < rows && j < columns) {
      if (likeness[i][j] > 0 && best[i][j] == likeness[i][j] + best[i + 1][j + 1]) {
        pairs[start + j++] = start + i++;
      } else if (best[i][j] == best[i + 1][j]) {
        i++;
      } else {
        j++;
      }
    }
  }

  /** Where lists begin or end alike nothing better can be found. */
  private static boolean isIt(Value before, Value now) {
    return (isFrom(before, now) && before.typeName().equals(now.typeName()))
        || Layout.same(before, now);
  }

  private static boolean isFrom(Value before, Value now) {
    return before.source() == now.source() && before.node() == now.node();
  }

  private static int likeness(Value before, Value now) {
    if (Layout.same(before, now)) {
      return EQUAL;
    }
    if (!before.typeName().equals(now.typeName())) {
      return 0;
    }
    if (isFrom(before, now)) {
      return ORIGIN;
    }
    if (before instanceof MapValue a && now instanceof MapValue b) {
      return likeness(a, b);
    }
    return ALIKE;
  }

  private static int likeness(MapValue before, MapValue now) {
    for (String name : NAMES) {
      Value a = before.child(name);
      Value b = now.child(name);
      if (a != null && b != null) {
        return Layout.same(a, b) ? NAMED : 0;
      }
    }
    int shared = 0;
    for (int i = 0; i < before.size(); i++) {
      Value other = now.child(before.keyAt(i));
      if (other != null && Layout.same(before.valueAt(i), other)) {
        shared += ALIKE;
      }
    }
    return Math.min(shared, NAMED - 1);
  }
}
