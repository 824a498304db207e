package dev.ephor.yaml.edit;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import dev.ephor.yaml.GoYaml;
import dev.ephor.yaml.NodeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes values that stand nowhere yet, in the habits of their surroundings.
 *
 * @param blocks whether texts of several lines become literal blocks
 */
record NewText(Habits habits, boolean blocks) {

  /**
   * A value as lines.
   *
   * @param first what stands on the line of the key or dash; empty for nothing
   * @param rest the lines below, indented
   */
  record Lines(String first, List<String> rest) {
    Lines {
      rest = List.copyOf(rest);
    }

    /** All of them below, where the first stands on a line of its own. */
    Lines lowered(int column) {
      List<String> all = new ArrayList<>();
      all.add(" ".repeat(column) + first);
      all.addAll(rest);
      return new Lines("", all);
    }

    /** The lines below, each after a line end. */
    String below(String newline) {
      StringBuilder text = new StringBuilder();
      rest.forEach(line -> text.append(newline).append(line));
      return text.toString();
    }
  }

  /** The value of a key at a column. */
  Lines valueOf(Value value, int column, NodeKind as) {
    if (value instanceof MapValue map && !map.isEmpty()) {
      return new Lines("", entries(map, column + habits.step()));
    }
    if (value instanceof ListValue list && !list.isEmpty()) {
      return new Lines("", items(list, column + habits.dash()));
    }
    return leaf(value, column + habits.step(), as);
  }

  /** The content of an item, itself at a column. */
  Lines itemOf(Value value, int inner, NodeKind as) {
    List<String> lines;
    if (value instanceof MapValue map && !map.isEmpty()) {
      lines = entries(map, inner);
    } else if (value instanceof ListValue list && !list.isEmpty()) {
      lines = items(list, inner);
    } else {
      return leaf(value, inner, as);
    }
    return new Lines(lines.get(0).substring(inner), lines.subList(1, lines.size()));
  }

  /** An entry of a map at a column, as lines. */
  List<String> entry(String key, Value value, int column) {
    Lines lines = valueOf(value, column, NodeKind.PLAIN);
    String first = lines.first().isEmpty() ? "" : " " + lines.first();
    return joined(" ".repeat(column) + ScalarWords.key(key, false, false) + ":" + first, lines);
  }

  /** An item of a list whose dashes stand at a column, as lines. */
  List<String> item(Value value, int column) {
    Lines lines = itemOf(value, column + habits.gap(), NodeKind.PLAIN);
    return joined(" ".repeat(column) + "-" + " ".repeat(habits.gap() - 1) + lines.first(), lines);
  }

  private static List<String> joined(String first, Lines lines) {
    List<String> all = new ArrayList<>();
    all.add(first);
    all.addAll(lines.rest());
    return all;
  }

  private List<String> entries(MapValue map, int column) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < map.size(); i++) {
      lines.addAll(entry(map.keyAt(i), map.valueAt(i), column));
    }
    return lines;
  }

  private List<String> items(ListValue list, int column) {
    List<String> lines = new ArrayList<>();
    list.values().forEach(item -> lines.addAll(item(item, column)));
    return lines;
  }

  private Lines leaf(Value value, int column, NodeKind as) {
    String text = value.asString();
    if (blocks && text != null && isBlock(text) && !isQuoted(as)) {
      List<String> rest = new ArrayList<>();
      boolean ends = text.endsWith("\n");
      String content = ends ? text.substring(0, text.length() - 1) : text;
      for (String line : content.split("\n", -1)) {
        rest.add(line.isEmpty() ? "" : " ".repeat(column) + line);
      }
      return new Lines(ends ? "|" : "|-", rest);
    }
    return new Lines(onOneLine(value, as, false, false), List.of());
  }

  private static boolean isQuoted(NodeKind kind) {
    return kind == NodeKind.DOUBLE_QUOTED || kind == NodeKind.SINGLE_QUOTED;
  }

  /**
   * Texts of several lines that a literal block says with one sign or none after its bar; the
   * others are put in quotes.
   */
  private static boolean isBlock(String text) {
    return text.indexOf('\n') > 0 && !text.endsWith("\n\n") && GoYaml.isLiteral(text);
  }

  /** A value in brackets, or a scalar. */
  static String onOneLine(Value value, NodeKind as, boolean flow, boolean json) {
    StringBuilder text = new StringBuilder();
    if (value instanceof MapValue map) {
      String separator = "";
      for (int i = 0; i < map.size(); i++) {
        text.append(separator).append(flowEntry(map.keyAt(i), map.valueAt(i), json));
        separator = ", ";
      }
      return "{" + text + "}";
    }
    if (value instanceof ListValue list) {
      String separator = "";
      for (Value item : list.values()) {
        text.append(separator).append(onOneLine(item, NodeKind.PLAIN, true, json));
        separator = ", ";
      }
      return "[" + text + "]";
    }
    return ScalarWords.of((Scalar) value, json ? NodeKind.DOUBLE_QUOTED : as, flow);
  }

  static String flowEntry(String key, Value value, boolean json) {
    return ScalarWords.key(key, json, true) + ": " + onOneLine(value, NodeKind.PLAIN, true, json);
  }
}
