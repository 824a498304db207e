package dev.ephor.convert;

import java.util.ArrayList;
import java.util.List;

/**
 * Operations of a JSON patch as a list in CEL, while it is put together: constants of operations
 * side by side become one list, and lists that depend on something are added to it.
 */
final class PatchOps {

  /**
   * A part of the list.
   *
   * @param text an operation, or an expression that is a list of them
   * @param operation whether it is one operation
   */
  private record Part(String text, boolean operation) {}

  private final List<Part> parts = new ArrayList<>();

  /**
   * Adds one operation.
   *
   * @param value an expression; empty for none
   */
  PatchOps operation(String op, Pointer path, String value) {
    String head = "op: " + Cel.quoted(op) + ", path: " + path.cel();
    String line = "JSONPatch{" + head + (value.isEmpty() ? "" : ", value: " + value) + "}";
    if (line.indexOf('\n') < 0 && line.length() <= Cel.WIDTH) {
      parts.add(new Part(line, true));
    } else {
      String lines = head.replace(", path: ", ",\n  path: ");
      parts.add(new Part("JSONPatch{\n  " + lines + ",\n  value: " + nested(value) + "\n}", true));
    }
    return this;
  }

  /** Adds what depends on a condition. */
  PatchOps either(Cel condition, PatchOps yes, PatchOps no) {
    if (condition.equals(Cel.Text.TRUE)) {
      parts.addAll(yes.parts);
    } else if (condition.equals(Cel.Text.FALSE)) {
      parts.addAll(no.parts);
    } else {
      String test = condition.lines();
      String first = yes.list();
      first = first.contains(" ?\n") ? "(\n  " + nested(first) + "\n)" : first;
      parts.add(new Part(test + " ?\n  " + nested(first) + " :\n  " + nested(no.list()), false));
    }
    return this;
  }

  /** Adds what is made for each item of a list, by number and item. */
  PatchOps each(String list, String index, String item, Cel kept, PatchOps made) {
    boolean one = made.parts.size() == 1 && made.parts.get(0).operation();
    String body = one ? made.parts.get(0).text() : made.list();
    String guard = kept.equals(Cel.Text.TRUE) ? "" : "\n  " + nested(kept.lines()) + ",";
    parts.add(
        new Part(
            list
                + ".transformList("
                + index
                + ", "
                + item
                + ","
                + guard
                + "\n  "
                + nested(body)
                + ")"
                + (one ? "" : ".flatten()"),
            false));
    return this;
  }

  /** Goes through what was made so far from its end. */
  PatchOps reversed() {
    if (!parts.isEmpty()) {
      Part last = parts.remove(parts.size() - 1);
      parts.add(new Part(last.text() + ".reverse()", last.operation()));
    }
    return this;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  private static String nested(String text) {
    return text.replace("\n", "\n  ");
  }

  /** The expression. */
  String list() {
    List<String> lists = new ArrayList<>();
    List<String> run = new ArrayList<>();
    for (Part part : parts) {
      if (part.operation()) {
        run.add(part.text());
        continue;
      }
      close(run, lists);
      boolean alone = parts.size() == 1;
      boolean choice = part.text().contains(" ?\n");
      lists.add(!alone && choice ? "(\n  " + nested(part.text()) + "\n)" : part.text());
    }
    close(run, lists);
    return lists.isEmpty() ? "[]" : String.join(" +\n", lists);
  }

  private static void close(List<String> run, List<String> lists) {
    if (run.isEmpty()) {
      return;
    }
    String line = "[" + String.join(", ", run) + "]";
    boolean fits = line.indexOf('\n') < 0 && line.length() <= Cel.WIDTH;
    lists.add(fits ? line : "[\n  " + nested(String.join(",\n", run)) + "\n]");
    run.clear();
  }
}
