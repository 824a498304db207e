package dev.ephor.preview;

import dev.ephor.preview.DiffLine.Kind;
import dev.ephor.text.LineMatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of a text that rules change one after the other. Each line knows whether it was there
 * in the beginning, and which rules made it what it is.
 */
final class ChangedLines {

  private static final int NEW = -1;

  private final List<String> original;
  private final Map<Integer, List<String>> removers = new HashMap<>();
  private List<Line> lines = new ArrayList<>();

  /**
   * A line as it is by now.
   *
   * @param origin its index in the beginning, or {@link #NEW}
   * @param rules who changed it, in order
   */
  private record Line(String text, int origin, List<String> rules) {}

  ChangedLines(String text) {
    this.original = split(text);
    for (int i = 0; i < original.size(); i++) {
      lines.add(new Line(original.get(i), i, List.of()));
    }
  }

  /** The text as a rule has left it. */
  void become(String text, String rule) {
    List<String> now = split(text);
    int[] match = LineMatch.of(lines.stream().map(Line::text).toList(), now);
    List<Line> next = new ArrayList<>(now.size());
    int old = 0;
    int i = 0;
    while (i < now.size() || old < lines.size()) {
      if (i < now.size() && match[i] == old) {
        next.add(lines.get(old++));
        i++;
        continue;
      }
      int end = i;
      while (end < now.size() && match[end] < 0) {
        end++;
      }
      int oldEnd = end < now.size() ? match[end] : lines.size();
      change(now.subList(i, end), lines.subList(old, oldEnd), rule, next);
      i = end;
      old = oldEnd;
    }
    lines = next;
  }

  /** Lines that take the place of as many others carry on what was done to those. */
  private void change(List<String> now, List<Line> gone, String rule, List<Line> next) {
    boolean paired = now.size() == gone.size();
    for (int i = 0; i < now.size(); i++) {
      List<String> before = paired ? gone.get(i).rules() : List.of();
      next.add(new Line(now.get(i), NEW, and(before, rule)));
    }
    for (int i = 0; i < gone.size(); i++) {
      Line line = gone.get(i);
      if (line.origin() != NEW) {
        removers.put(line.origin(), List.of(rule));
      }
    }
  }

  private static List<String> and(List<String> rules, String rule) {
    if (rules.contains(rule)) {
      return rules;
    }
    List<String> more = new ArrayList<>(rules);
    more.add(rule);
    return more;
  }

  /**
   * Every line, the removed ones before those that came in their place.
   *
   * @param before how many lines of the file stand above, in the old text
   * @param after the same in the new text
   */
  List<DiffLine> diff(int before, int after) {
    List<DiffLine> diff = new ArrayList<>();
    int old = 0;
    int now = 0;
    for (int i = 0; i < lines.size(); ) {
      int end = i;
      while (end < lines.size() && lines.get(end).origin() == NEW) {
        end++;
      }
      int oldEnd = end < lines.size() ? lines.get(end).origin() : original.size();
      for (; old < oldEnd; old++) {
        diff.add(
            new DiffLine(
                Kind.REMOVED,
                original.get(old),
                before + old + 1,
                0,
                removers.getOrDefault(old, List.of())));
      }
      for (; i < end; i++) {
        Line line = lines.get(i);
        diff.add(new DiffLine(Kind.ADDED, line.text(), 0, after + ++now, line.rules()));
      }
      if (i < lines.size()) {
        diff.add(
            new DiffLine(Kind.KEPT, lines.get(i).text(), before + ++old, after + ++now, List.of()));
        i++;
      }
    }
    for (; old < original.size(); old++) {
      List<String> by = removers.getOrDefault(old, List.of());
      diff.add(new DiffLine(Kind.REMOVED, original.get(old), before + old + 1, 0, by));
    }
    return diff;
  }

  int lineCountBefore() {
    return original.size();
  }

  int lineCountAfter() {
    return lines.size();
  }

  /** The lines of a text without their ends; none after the last line end. */
  static List<String> split(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\r\n|\n|\r", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }
}
