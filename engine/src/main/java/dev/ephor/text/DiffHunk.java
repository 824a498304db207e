package dev.ephor.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a unified diff: lines that change, with those around them.
 *
 * @param from the first of the diff's lines that it shows
 * @param to the line after the last
 * @param header such as {@code @@ -1,7 +1,8 @@}
 */
public record DiffHunk(int from, int to, String header) {

  private static final int CONTEXT = 3;

  /**
   * The pieces of a diff, in order.
   *
   * @param signs of all its lines: a blank for one that stays, a minus for one that goes, a plus
   *     for one that comes
   */
  public static List<DiffHunk> of(CharSequence signs) {
    List<DiffHunk> hunks = new ArrayList<>();
    int i = 0;
    while (i < signs.length()) {
      if (signs.charAt(i) == ' ') {
        i++;
        continue;
      }
      int last = i;
      for (int at = i; at < signs.length() && at <= last + 2 * CONTEXT + 1; at++) {
        last = signs.charAt(at) == ' ' ? last : at;
      }
      int from = Math.max(0, i - CONTEXT);
      int to = Math.min(signs.length(), last + CONTEXT + 1);
      String header = "@@ -" + range(signs, from, to, '+') + " +" + range(signs, from, to, '-');
      hunks.add(new DiffHunk(from, to, header + " @@"));
      i = to;
    }
    return hunks;
  }

  /** Unified diffs count from 1, and name the line before an empty range. */
  private static String range(CharSequence signs, int from, int to, char without) {
    long above = signs.subSequence(0, from).chars().filter(sign -> sign != without).count();
    long count = signs.subSequence(from, to).chars().filter(sign -> sign != without).count();
    return (count == 0 ? above : above + 1) + "," + count;
  }
}
