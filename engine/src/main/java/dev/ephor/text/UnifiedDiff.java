package dev.ephor.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two texts of a file as {@code diff -u} writes it, which {@code patch} reads.
 */
public final class UnifiedDiff {

  private static final int CONTEXT = 3;
  private static final String NO_END = "\\ No newline at end of file\n";

  private UnifiedDiff() {}

  /** A line that stays (a blank), goes (a minus) or comes (a plus), with its line end. */
  private record Line(char sign, String text) {}

  /**
   * The difference; empty where there is none.
   *
   * @param name how the file is called; a relative name gets the prefixes that {@code patch -p1}
   *     takes off
   */
  public static String of(String name, String before, String after) {
    List<Line> lines = lines(split(before), split(after));
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < lines.size()) {
      if (lines.get(i).sign == ' ') {
        i++;
        continue;
      }
      int last = i;
      for (int at = i; at < lines.size() && at <= last + 2 * CONTEXT + 1; at++) {
        last = lines.get(at).sign == ' ' ? last : at;
      }
      int end = Math.min(lines.size(), last + CONTEXT + 1);
      hunk(lines, Math.max(0, i - CONTEXT), end, out);
      i = end;
    }
    boolean absolute = name.startsWith("/");
    String old = absolute ? name : "a/" + name;
    String now = absolute ? name : "b/" + name;
    return out.isEmpty() ? "" : "--- " + old + "\n+++ " + now + "\n" + out;
  }

  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }

  private static List<Line> lines(List<String> before, List<String> after) {
    int[] match = LineMatch.of(before, after);
    List<Line> lines = new ArrayList<>();
    int old = 0;
    List<String> added = new ArrayList<>();
    for (int i = 0; i <= after.size(); i++) {
      int same = i == after.size() ? before.size() : match[i];
      if (same < 0) {
        added.add(after.get(i));
        continue;
      }
      while (old < same) {
        lines.add(new Line('-', before.get(old++)));
      }
      added.forEach(line -> lines.add(new Line('+', line)));
      added.clear();
      if (i < after.size()) {
        lines.add(new Line(' ', before.get(old++)));
      }
    }
    return lines;
  }

  private static void hunk(List<Line> lines, int from, int to, StringBuilder out) {
    List<Line> shown = lines.subList(from, to);
    out.append("@@ -").append(range(lines, from, shown, '+'));
    out.append(" +").append(range(lines, from, shown, '-')).append(" @@\n");
    for (Line line : shown) {
      out.append(line.sign).append(line.text);
      if (!line.text.endsWith("\n")) {
        out.append('\n').append(NO_END);
      }
    }
  }

  /** Unified diffs count from 1, and name the line before an empty range. */
  private static String range(List<Line> all, int from, List<Line> shown, char without) {
    long above = all.subList(0, from).stream().filter(line -> line.sign != without).count();
    long count = shown.stream().filter(line -> line.sign != without).count();
    return (count == 0 ? above : above + 1) + "," + count;
  }
}
