package dev.ephor.expression.template;

import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value with variables in its strings and keys, read once. Immutable and safe for any number of
 * threads. What has no variables is shared with the value that was written; what is filled in has
 * the origin of what stood there, except for a string that was one variable and nothing else: its
 * value says where the variable's value comes from.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/variables/">Kyverno:
 *     variables</a>
 */
public final class Template {

  private static final int DEEPEST = 500;

  private final Node root;
  private final @Nullable Unresolved broken;

  private Template(Node root, @Nullable Unresolved broken) {
    this.root = root;
    this.broken = broken;
  }

  /** A part of a template. */
  private sealed interface Node {}

  /** Without variables. */
  private record Constant(Value value) implements Node {}

  /** A string with variables. */
  private record Text(TextTemplate text) implements Node {}

  /** A list with variables in it. */
  private record Items(ListValue written, List<Node> items) implements Node {}

  /** A map with variables in it. */
  private record Entries(MapValue written, List<Entry> entries) implements Node {}

  /**
   * An entry of a map.
   *
   * @param text the key's template; null for a constant key
   */
  private record Entry(String key, @Nullable TextTemplate text, Node value) {}

  /** Reads a value. A reference that leads nowhere makes every resolution fail. */
  public static Template of(Value written) {
    References.Outcome outcome = References.replaced(written);
    return outcome.problem() == null
        ? new Template(node(outcome.value(), "", 0), null)
        : new Template(new Constant(written), new Unresolved(outcome.problem()));
  }

  /** Whether there is a variable, an escape or a reference in a value, so that it needs us. */
  public static boolean concerns(Value value) {
    if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        if (concerns(map.keyAt(i)) || concerns(map.valueAt(i))) {
          return true;
        }
      }
    } else if (value instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        if (concerns(list.at(i))) {
          return true;
        }
      }
    }
    String text = value.asString();
    return text != null && concerns(text);
  }

  /** As {@link #concerns(Value)}, for a text. */
  public static boolean concerns(String text) {
    int open = text.indexOf("{{");
    return (open >= 0 && text.indexOf("}}", open) > 0) || text.contains("$(");
  }

  /** The value when it holds no variables; null when it must be resolved. */
  public @Nullable Value constant() {
    return broken == null && root instanceof Constant constant ? constant.value() : null;
  }

  /** Fills in the variables, in the order of the text, up to the first that has no value. */
  public Resolution resolve(Variables variables) {
    return broken != null ? broken : resolve(root, "", new Run(variables, false), 0);
  }

  /**
   * As {@link #resolve}, but everything that is filled in has the origin of what stood there, so
   * that a place in the result is a place in what was written.
   */
  public Resolution resolveInPlace(Variables variables) {
    return broken != null ? broken : resolve(root, "", new Run(variables, true), 0);
  }

  /** How one resolution is made. */
  private record Run(Variables variables, boolean inPlace) {}

  private static Node node(Value value, String path, int depth) {
    if (depth > DEEPEST) {
      return new Constant(value);
    }
    if (value instanceof MapValue map) {
      List<Entry> entries = new ArrayList<>();
      boolean constant = true;
      for (int i = 0; i < map.size(); i++) {
        Entry entry = entry(map, i, path, depth);
        entries.add(entry);
        constant &= entry.value() instanceof Constant c && c.value() == map.valueAt(i);
        constant &= entry.text() == null && entry.key().equals(map.keyAt(i));
      }
      return constant ? new Constant(map) : new Entries(map, entries);
    }
    if (value instanceof ListValue list) {
      List<Node> items = new ArrayList<>();
      boolean constant = true;
      for (int i = 0; i < list.size(); i++) {
        Node item = node(list.at(i), path + "/" + i, depth + 1);
        items.add(item);
        constant &= item instanceof Constant c && c.value() == list.at(i);
      }
      return constant ? new Constant(list) : new Items(list, items);
    }
    return text((Scalar) value, path);
  }

  private static Node text(Scalar scalar, String path) {
    if (!(scalar.content() instanceof String text)) {
      return new Constant(scalar);
    }
    if (Braces.hasVariable(text)) {
      return new Text(TextTemplate.of(text, scalar, path));
    }
    String unescaped = Braces.unescaped(text);
    return new Constant(
        unescaped.equals(text) ? scalar : new Scalar(unescaped, scalar.source(), scalar.node()));
  }

  private static Entry entry(MapValue map, int index, String path, int depth) {
    String key = map.keyAt(index);
    Value value = map.valueAt(index);
    Node node = node(value, path + "/" + key.replace("/", "\\/"), depth + 1);
    return Braces.hasVariable(key)
        ? new Entry(
            key, TextTemplate.of(key, new Scalar(key, value.source(), value.node()), path), node)
        : new Entry(Braces.unescaped(key), null, node);
  }

  private static Resolution resolve(Node node, String path, Run run, int round) {
    if (node instanceof Constant constant) {
      return new Resolved(constant.value());
    } else if (node instanceof Text text) {
      Resolution resolution = text.text().resolve(run.variables(), 0);
      Resolution done =
          resolution instanceof Resolved resolved ? again(resolved, path, run, round) : resolution;
      return run.inPlace() && done instanceof Resolved resolved
          ? new Resolved(text.text().inPlace(resolved.value()))
          : done;
    } else if (node instanceof Items items) {
      List<Value> values = new ArrayList<>(items.items().size());
      for (int i = 0; i < items.items().size(); i++) {
        Resolution resolution = resolve(items.items().get(i), path + "/" + i, run, round);
        if (!(resolution instanceof Resolved resolved)) {
          return resolution;
        }
        values.add(resolved.value());
      }
      return new Resolved(ListValue.of(values, items.written().source(), items.written().node()));
    }
    return entries((Entries) node, path, run, round);
  }

  private static Resolution entries(Entries map, String path, Run run, int round) {
    MapValue.Builder builder = MapValue.builder(map.written().source(), map.written().node());
    for (Entry entry : map.entries()) {
      String key = entry.key();
      if (entry.text() != null) {
        Resolution resolution = entry.text().resolve(run.variables(), 0);
        if (!(resolution instanceof Resolved resolved)) {
          return resolution;
        }
        key = resolved.value().isNull() ? key : resolved.value().asString();
        if (key == null) {
          return new Unresolved(
              "expected string after substituting variables in key \"" + entry.key() + "\"");
        }
      }
      Resolution value =
          resolve(entry.value(), path + "/" + entry.key().replace("/", "\\/"), run, round);
      if (!(value instanceof Resolved resolved)) {
        return value;
      }
      builder.put(key, resolved.value());
    }
    return new Resolved(builder.build());
  }

  /** The reference goes on into maps and lists that took the place of a variable. */
  private static Resolution again(Resolved resolved, String path, Run run, int round) {
    Value value = resolved.value();
    if (value instanceof Scalar || !concerns(value)) {
      return resolved;
    }
    return round >= TextTemplate.ROUNDS
        ? new Unresolved(
            "failed to resolve variables at path "
                + path
                + ": variables stand in one another more than "
                + TextTemplate.ROUNDS
                + " deep")
        : resolve(node(value, path, 0), path, run, round + 1);
  }
}
