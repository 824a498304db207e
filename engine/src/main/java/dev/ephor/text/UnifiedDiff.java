package dev.ephor.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The difference of two texts of a file as {@code diff -u} writes it, which {@code patch} reads.
 */
public final class UnifiedDiff {

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
    String signs = lines.stream().map(line -> "" + line.sign).collect(Collectors.joining());
    for (DiffHunk hunk : DiffHunk.of(signs)) {
      out.append(hunk.header()).append('\n');
      lines.subList(hunk.from(), hunk.to()).forEach(line -> write(line, out));
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

  private static void write(Line line, StringBuilder out) {
    out.append(line.sign).append(line.text);
    if (!line.text.endsWith("\n")) {
      out.append('\n').append(NO_END);
    }
  }
}
