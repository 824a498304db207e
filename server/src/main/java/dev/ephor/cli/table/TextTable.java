package dev.ephor.cli.table;

import java.util.ArrayList;
import java.util.List;

/** A table in frames; long cells are broken between words. */
public final class TextTable {

  /** A cell is not wider than this. */
  private static final int WIDEST = 100;

  private final List<String> headers;
  private final Colours colours;
  private final List<List<List<String>>> rows = new ArrayList<>();

  public TextTable(List<String> headers, Colours colours) {
    this.headers = headers;
    this.colours = colours;
  }

  public void add(List<String> cells) {
    rows.add(cells.stream().map(TextTable::broken).toList());
  }

  /** The table, without a line feed at its end. The first column is set to the right. */
  public String print() {
    int[] widths = new int[headers.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = headers.get(i).length();
      for (List<List<String>> row : rows) {
        for (String line : row.get(i)) {
          widths[i] = Math.max(widths[i], Colours.width(line));
        }
      }
    }
    StringBuilder out = new StringBuilder();
    rule(out, widths, "┌", "┬", "┐\n");
    for (int i = 0; i < widths.length; i++) {
      out.append("│").append(colours.header(" " + padded(headers.get(i), widths[i], false) + " "));
    }
    out.append("│\n");
    rule(out, widths, "├", "┼", "┤\n");
    for (List<List<String>> row : rows) {
      int height = row.stream().mapToInt(List::size).max().orElse(1);
      for (int line = 0; line < height; line++) {
        for (int i = 0; i < widths.length; i++) {
          List<String> cell = row.get(i);
          String text = line < cell.size() ? cell.get(line) : "";
          out.append("│ ").append(padded(text, widths[i], i == 0)).append(' ');
        }
        out.append("│\n");
      }
    }
    rule(out, widths, "└", "┴", "┘");
    return out.toString();
  }

  private static void rule(
      StringBuilder out, int[] widths, String left, String middle, String right) {
    for (int i = 0; i < widths.length; i++) {
      out.append(i == 0 ? left : middle).append("─".repeat(widths[i] + 2));
    }
    out.append(right);
  }

  private static String padded(String text, int width, boolean right) {
    String space = " ".repeat(Math.max(0, width - Colours.width(text)));
    return right ? space + text : text + space;
  }

  private static List<String> broken(String cell) {
    List<String> lines = new ArrayList<>();
    for (String line : cell.split("\n", -1)) {
      if (Colours.width(line) <= WIDEST) {
        lines.add(line);
      } else {
        breakAtSpaces(line, lines);
      }
    }
    return lines;
  }

  private static void breakAtSpaces(String line, List<String> lines) {
    StringBuilder current = new StringBuilder();
    for (String word : line.split(" ", -1)) {
      String rest = word;
      if (current.length() > 0 && current.length() + 1 + rest.length() > WIDEST) {
        lines.add(current.toString());
        current.setLength(0);
      }
      if (current.length() > 0) {
        current.append(' ');
      }
      while (current.length() + rest.length() > WIDEST) {
        int room = WIDEST - current.length();
        lines.add(current + rest.substring(0, room));
        current.setLength(0);
        rest = rest.substring(room);
      }
      current.append(rest);
    }
    lines.add(current.toString());
  }
}
