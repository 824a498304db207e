package dev.ephor.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which lines of a text are still there in another: the longest common subsequence. Where that
 * would take long, lines that are there once in both are matched first, and the rest between them.
 */
public final class LineMatch {

  /** Larger differences are taken apart first, and as a whole where they cannot be. */
  private static final long MOST_CELLS = 4_000_000;

  private LineMatch() {}

  /** For each new line the index of the old one that it is; -1 for one that is new. */
  public static int[] of(List<String> before, List<String> after) {
    int[] match = new int[after.size()];
    Arrays.fill(match, -1);
    int start = 0;
    int shorter = Math.min(before.size(), after.size());
    while (start < shorter && before.get(start).equals(after.get(start))) {
      match[start] = start;
      start++;
    }
    int tail = 0;
    while (tail < shorter - start
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      match[after.size() - 1 - tail] = before.size() - 1 - tail;
      tail++;
    }
    int rows = before.size() - start - tail;
    int columns = after.size() - start - tail;
    List<String> old = before.subList(start, start + rows);
    List<String> now = after.subList(start, start + columns);
    if ((long) rows * columns <= MOST_CELLS) {
      middle(old, now, start, start, match);
    } else {
      apart(old, now, start, match);
    }
    return match;
  }

  /** Matches what is there once in both and in the same order, then what lies between. */
  private static void apart(List<String> before, List<String> after, int start, int[] match) {
    int from = 0;
    int fromNow = 0;
    List<int[]> fixed = new ArrayList<>(rising(once(before), once(after), before));
    fixed.add(new int[] {before.size(), after.size()});
    for (int[] pair : fixed) {
      if ((long) (pair[0] - from) * (pair[1] - fromNow) <= MOST_CELLS) {
        middle(
            before.subList(from, pair[0]),
            after.subList(fromNow, pair[1]),
            start + from,
            start + fromNow,
            match);
      }
      if (pair[1] < after.size()) {
        match[start + pair[1]] = start + pair[0];
      }
      from = pair[0] + 1;
      fromNow = pair[1] + 1;
    }
  }

  /** Where each line that is there only once is. */
  private static Map<String, Integer> once(List<String> lines) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      places.merge(lines.get(i), i, (first, again) -> -1);
    }
    places.values().removeIf(place -> place < 0);
    return places;
  }

  /** The most pairs of places that rise on both sides. */
  private static List<int[]> rising(
      Map<String, Integer> old, Map<String, Integer> now, List<String> before) {
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      Integer place = now.get(before.get(i));
      if (place != null && Objects.equals(old.get(before.get(i)), i)) {
        pairs.add(new int[] {i, place});
      }
    }
    List<Integer> ends = new ArrayList<>();
    int[] previous = new int[pairs.size()];
    for (int i = 0; i < pairs.size(); i++) {
      int low = 0;
      int high = ends.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (pairs.get(ends.get(middle))[1] < pairs.get(i)[1]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      previous[i] = low == 0 ? -1 : ends.get(low - 1);
      if (low == ends.size()) {
        ends.add(i);
      } else {
        ends.set(low, i);
      }
    }
    Deque<int[]> longest = new ArrayDeque<>();
    for (int at = ends.isEmpty() ? -1 : ends.get(ends.size() - 1); at >= 0; at = previous[at]) {
      longest.addFirst(pairs.get(at));
    }
    return List.copyOf(longest);
  }

  /**
   * @param start where the old lines begin
   * @param startNow where the new lines begin
   */
  private static void middle(
      List<String> before, List<String> after, int start, int startNow, int[] match) {
    int rows = before.size();
    int columns = after.size();
    int[][] longest = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        longest[i][j] =
            before.get(i).equals(after.get(j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < rows && j < columns) {
      if (before.get(i).equals(after.get(j))) {
        match[startNow + j++] = start + i++;
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
  }
}
