package dev.ephor.rule.custom;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a custom resource's schema, compiled, and where in it they stand. Objects are judged
 * as if they were created: a rule about what an object was before does not apply, unless it says
 * with {@code optionalOldSelf} that it does.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules">Kubernetes:
 *     validation rules</a>
 */
public final class CustomRules {

  static final String KEY = "x-kubernetes-validations";

  /** Schemas nested deeper have no rules. */
  private static final int DEEPEST = 200;

  /** More are not told of one object. */
  private static final int MOST = 100;

  private final Node root;
  private final List<Breach> problems;

  private CustomRules(Node root, List<Breach> problems) {
    this.root = root;
    this.problems = List.copyOf(problems);
  }

  /**
   * A part of a schema under which there are rules.
   *
   * @param values reads values by the schema
   * @param rules its own
   * @param properties the fields under which there are some
   * @param items what holds for each item of a list, or each value of a map; null for nothing
   */
  private record Node(
      MapValue schema,
      RuleValues values,
      List<Rule> rules,
      Map<String, Node> properties,
      @Nullable Node items) {}

  /** The rules of a schema; null where it has none. Then, nothing of CEL is loaded. */
  public static @Nullable CustomRules of(MapValue schema) {
    List<Breach> problems = new ArrayList<>();
    Node root = node(schema, problems, 0);
    return root == null ? null : new CustomRules(root, problems);
  }

  private static @Nullable Node node(MapValue schema, List<Breach> problems, int depth) {
    if (depth > DEEPEST) {
      return null;
    }
    List<Rule> rules = new ArrayList<>();
    if (schema.child(KEY) instanceof ListValue written) {
      for (Value each : written.values()) {
        if (each instanceof MapValue rule) {
          Rule.compile(rule, schema, depth == 0, problems).ifPresent(rules::add);
        }
      }
    }
    Map<String, Node> fields = new LinkedHashMap<>();
    MapValue properties = schema.map("properties");
    for (int i = 0; properties != null && i < properties.size(); i++) {
      if (properties.valueAt(i) instanceof MapValue property) {
        Node below = node(property, problems, depth + 1);
        if (below != null) {
          fields.put(properties.keyAt(i), below);
        }
      }
    }
    MapValue each = schema.map("items");
    MapValue inner = each == null ? schema.map("additionalProperties") : each;
    Node items = inner == null ? null : node(inner, problems, depth + 1);
    return schema.child(KEY) == null && fields.isEmpty() && items == null
        ? null
        : new Node(schema, new RuleValues(schema), List.copyOf(rules), fields, items);
  }

  /** What keeps rules from being evaluated; both places are in the schema. */
  public List<Breach> problems() {
    return problems;
  }

  /** What an object of the kind breaks, in the order of the schema. */
  public List<Breach> breaches(MapValue object) {
    List<Breach> found = new ArrayList<>();
    judge(object, root, true, found);
    return List.copyOf(found);
  }

  private static void judge(Value value, Node node, boolean whole, List<Breach> found) {
    if (value.isNull() || found.size() >= MOST) {
      return;
    }
    if (!node.rules().isEmpty()) {
      Value self = node.values().self(value, whole);
      for (Rule rule : node.rules()) {
        rule.breach(value, self).ifPresent(found::add);
      }
    }
    if (value instanceof MapValue map) {
      node.properties()
          .forEach(
              (field, below) -> {
                Value child = map.child(field);
                if (child != null) {
                  judge(child, below, false, found);
                }
              });
    }
    Node each = node.items();
    List<? extends Value> inner =
        value instanceof ListValue list
            ? list.values()
            : value instanceof MapValue map && node.schema().map("properties") == null
                ? values(map)
                : List.of();
    if (each != null) {
      inner.forEach(item -> judge(item, each, false, found));
    }
  }

  private static List<Value> values(MapValue map) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < map.size(); i++) {
      values.add(map.valueAt(i));
    }
    return values;
  }
}
