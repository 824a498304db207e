package dev.ephor.text;

import java.util.Arrays;
import java.util.List;

/** Which lines of a text are still there in another: the longest common subsequence. */
public final class LineMatch {

  /** Larger differences are taken as a whole. */
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
    if ((long) rows * columns <= MOST_CELLS) {
      middle(before, after, start, rows, columns, match);
    }
    return match;
  }

  private static void middle(
      List<String> before, List<String> after, int start, int rows, int columns, int[] match) {
    int[][] longest = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        longest[i][j] =
            before.get(start + i).equals(after.get(start + j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < rows && j < columns) {
      if (before.get(start + i).equals(after.get(start + j))) {
        match[start + j++] = start + i++;
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
  }
}
