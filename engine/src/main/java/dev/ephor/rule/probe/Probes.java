package dev.ephor.rule.probe;

import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.Node;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.rule.validate.Anchor;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The places that a rule looks at: the leaves of its patterns, the fields that its expressions
 * name, what its filters ask of metadata. The values are the rule's own constants and what lies
 * just beside them.
 */
public final class Probes {

  private static final Pattern VARIABLE = Pattern.compile("\\{\\{(.*?)}}(?!})", Pattern.DOTALL);
  private static final Pattern LABEL =
      Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?");

  private final @Nullable Schema schema;
  private final Map<List<String>, Set<Value>> values = new LinkedHashMap<>();
  private final Set<String> constants = new LinkedHashSet<>();

  private Probes(GroupVersionKind type) {
    this.schema = KubernetesIndex.type(type);
  }

  public static List<Probe> of(MapValue rule, GroupVersionKind type) {
    Probes probes = new Probes(type);
    probes.filters(rule.map("match"));
    probes.filters(rule.map("exclude"));
    MapValue exception = rule.map("exception");
    if (exception != null) {
      probes.filters(exception.map("match"));
    }
    MapValue validate = rule.map("validate");
    if (validate != null) {
      probes.check(validate, List.of());
    }
    MapValue security = validate == null ? null : validate.map("podSecurity");
    if (security != null) {
      List<Probe> all = new ArrayList<>(PodSecurityExamples.probes(security));
      all.addAll(probes.probes());
      return all;
    }
    MapValue mutate = rule.map("mutate");
    Value patch = mutate == null ? null : mutate.child("patchStrategicMerge");
    if (patch != null) {
      probes.pattern(patch, List.of());
    }
    Map<String, List<String>> names = new LinkedHashMap<>();
    probes.expressions(rule, names);
    return probes.probes();
  }

  private List<Probe> probes() {
    List<Probe> all = new ArrayList<>();
    values.forEach(
        (path, found) -> {
          Set<Value> candidates = new LinkedHashSet<>(found);
          Schema at = at(path);
          if (found.isEmpty() || !(at instanceof ScalarSchema)) {
            constants.forEach(text -> ProbeValues.candidates(text, at, candidates));
          }
          if (at != null || isLeaf(path)) {
            ProbeValues.usual(at, candidates);
          }
          boolean label = path.contains("labels");
          List<Value> taken =
              candidates.stream()
                  .filter(one -> !label || LABEL.matcher(String.valueOf(one.asString())).matches())
                  .toList();
          all.add(new Probe(path, taken));
        });
    return all;
  }

  private boolean isLeaf(List<String> path) {
    return values.keySet().stream()
        .noneMatch(
            other -> other.size() > path.size() && other.subList(0, path.size()).equals(path));
  }

  private void filters(@Nullable MapValue block) {
    if (block == null) {
      return;
    }
    for (String mode : List.of("any", "all")) {
      ListValue list = block.list(mode);
      for (Value filter : list == null ? List.<Value>of() : list.values()) {
        if (filter instanceof MapValue map) {
          filter(map.map("resources"));
        }
      }
    }
    filter(block.map("resources"));
  }

  private void filter(@Nullable MapValue resources) {
    if (resources == null) {
      return;
    }
    for (String key : List.of("names", "namespaces")) {
      ListValue list = resources.list(key);
      for (Value text : list == null ? List.<Value>of() : list.values()) {
        String field = key.equals("names") ? "name" : "namespace";
        add(List.of("metadata", field), String.valueOf(text.asString()));
      }
    }
    if (resources.string("name") != null) {
      add(List.of("metadata", "name"), String.valueOf(resources.string("name")));
    }
    entries("annotations", resources.map("annotations"));
    MapValue selector = resources.map("selector");
    if (selector != null) {
      entries("labels", selector.map("matchLabels"));
      ListValue wanted = selector.list("matchExpressions");
      for (Value one : wanted == null ? List.<Value>of() : wanted.values()) {
        if (one instanceof MapValue map && map.string("key") != null) {
          ListValue texts = map.list("values");
          for (Value text : texts == null ? List.<Value>of() : texts.values()) {
            add(
                List.of("metadata", "labels", String.valueOf(map.string("key"))),
                String.valueOf(text.asString()));
          }
        }
      }
    }
  }

  private void entries(String tag, @Nullable MapValue entries) {
    for (String key : entries == null ? List.<String>of() : entries.keys()) {
      if (entries != null) {
        add(
            List.of("metadata", tag, key.replace("*", "x").replace("?", "a")),
            String.valueOf(entries.string(key)));
      }
    }
  }

  /** The patterns of a check that is about what stands at a path. */
  private void check(MapValue check, List<String> path) {
    Value pattern = check.child("pattern");
    if (pattern != null) {
      pattern(pattern, path);
    }
    ListValue any = check.list("anyPattern");
    for (Value one : any == null ? List.<Value>of() : any.values()) {
      pattern(one, path);
    }
    ListValue loops = check.list("foreach");
    for (Value one : loops == null ? List.<Value>of() : loops.values()) {
      if (one instanceof MapValue loop) {
        List<List<String>> lists = paths(String.valueOf(loop.string("list")), path);
        for (List<String> list : lists) {
          List<String> item = item(list);
          values.computeIfAbsent(item, p -> new LinkedHashSet<>());
          check(loop, item);
          within(loop, item);
        }
      }
    }
  }

  private void pattern(Value pattern, List<String> path) {
    if (pattern instanceof MapValue map) {
      for (String key : map.keys()) {
        Anchor anchor = Anchor.parse(key);
        List<String> below = new ArrayList<>(path);
        below.add((anchor == null ? key : anchor.key()).replace("*", "x").replace("?", "a"));
        Value value = map.child(key);
        if (value != null) {
          if (!(value instanceof Scalar)) {
            values.computeIfAbsent(below, p -> new LinkedHashSet<>());
          }
          pattern(value, below);
        }
      }
    } else if (pattern instanceof ListValue list) {
      List<String> below = new ArrayList<>(path);
      below.add(Probe.ITEM);
      list.values().forEach(item -> pattern(item, below));
    } else if (pattern instanceof Scalar scalar && !path.isEmpty()) {
      if (scalar.content() instanceof String text && text.contains("{{")) {
        values.computeIfAbsent(path, p -> new LinkedHashSet<>());
      } else {
        add(path, String.valueOf(scalar.content()));
      }
    }
  }

  private void add(List<String> path, String text) {
    Set<Value> found = values.computeIfAbsent(path, p -> new LinkedHashSet<>());
    ProbeValues.candidates(text, at(path), found);
  }

  /** The fields that expressions name, and the constants beside them. */
  private void expressions(Value value, Map<String, List<String>> names) {
    if (value instanceof MapValue map) {
      for (String key : map.keys()) {
        Value child = map.child(key);
        if (child != null && !key.equals("pattern") && !key.equals("message")) {
          expressions(child, names);
        }
        if (key.equals("expression") && map.string(key) != null) {
          ObjectFields.paths(String.valueOf(map.string(key)))
              .forEach(path -> values.computeIfAbsent(path, p -> new LinkedHashSet<>()));
        }
      }
      for (String side : List.of("key", "value")) {
        Value operand = map.child(side);
        if (map.containsKey("operator") && operand != null) {
          constants(operand);
        }
      }
    } else if (value instanceof ListValue list) {
      list.values().forEach(item -> expressions(item, names));
    }
    named(value, List.of());
  }

  /** The fields of the element of a loop. */
  private void within(MapValue loop, List<String> item) {
    for (String key : List.of("deny", "preconditions", "context", "foreach")) {
      Value part = loop.child(key);
      if (part != null) {
        elements(part, item);
      }
    }
  }

  private void elements(Value value, List<String> item) {
    if (value instanceof MapValue map) {
      for (String key : map.keys()) {
        Value child = map.child(key);
        if (child != null) {
          elements(child, item);
        }
      }
    } else if (value instanceof ListValue list) {
      list.values().forEach(one -> elements(one, item));
    }
    named(value, item);
  }

  /** The fields that the variables of a text name. */
  private void named(Value value, List<String> element) {
    Matcher found = VARIABLE.matcher(Objects.requireNonNullElse(value.asString(), ""));
    while (found.find()) {
      paths(found.group(1), element)
          .forEach(path -> values.computeIfAbsent(path, p -> new LinkedHashSet<>()));
    }
  }

  private void constants(Value value) {
    if (value instanceof ListValue list) {
      list.values().forEach(this::constants);
    } else if (value instanceof Scalar scalar
        && scalar.content() != null
        && !String.valueOf(scalar.content()).contains("{{")) {
      constants.add(String.valueOf(scalar.content()));
    }
  }

  /** The paths of the object, or of an element, that an expression names. */
  private List<List<String>> paths(String expression, List<String> element) {
    List<List<String>> found = new ArrayList<>();
    walk(Expression.parse(expression.strip()).root(), element, found);
    return found;
  }

  private void walk(Node node, List<String> element, List<List<String>> found) {
    if (node instanceof Node.Literal literal) {
      constants(literal.value());
    }
    List<String> path = path(node, element, found);
    if (path != null) {
      if (!path.isEmpty()) {
        found.add(path);
      }
      return;
    }
    node.children().forEach(child -> walk(child, element, found));
  }

  /** The path that a node is; null for something else. */
  private @Nullable List<String> path(Node node, List<String> element, List<List<String>> found) {
    if (node instanceof Node.Field field) {
      return field.name().startsWith("element") && !element.isEmpty() ? element : null;
    } else if (node instanceof Node.Subexpression sub) {
      if (sub.left() instanceof Node.Field root
          && root.name().equals("request")
          && sub.right() instanceof Node.Field object) {
        return object.name().equals("object") ? List.of() : null;
      }
      List<String> left = path(sub.left(), element, found);
      return left == null ? null : below(left, sub.right(), found);
    } else if (node instanceof Node.Projection projection) {
      List<String> left = path(projection.left(), element, found);
      return left == null ? null : below(item(left), projection.right(), found);
    } else if (node instanceof Node.Flatten flatten) {
      return path(flatten.left(), element, found);
    } else if (node instanceof Node.Filter filter) {
      List<String> left = path(filter.left(), element, found);
      if (left == null) {
        return null;
      }
      inner(filter.condition(), item(left), found);
      return below(item(left), filter.right(), found);
    } else if (node instanceof Node.Bracket bracket) {
      List<String> left = path(bracket.left(), element, found);
      return left == null ? null : item(left);
    }
    return null;
  }

  private void inner(Node node, List<String> at, List<List<String>> found) {
    if (node instanceof Node.Literal literal) {
      constants(literal.value());
    } else if (node instanceof Node.Field || node instanceof Node.Subexpression) {
      List<String> path = below(at, node, found);
      if (path != null) {
        found.add(path);
      }
      return;
    }
    node.children().forEach(child -> inner(child, at, found));
  }

  private static List<String> item(List<String> path) {
    List<String> item = new ArrayList<>(path);
    if (item.isEmpty() || !item.get(item.size() - 1).equals(Probe.ITEM)) {
      item.add(Probe.ITEM);
    }
    return item;
  }

  private @Nullable List<String> below(List<String> left, Node right, List<List<String>> found) {
    List<String> path = new ArrayList<>(left);
    if (right instanceof Node.Identity || right instanceof Node.Current) {
      return left;
    } else if (right instanceof Node.Field field) {
      path.add(field.name());
      return path;
    } else if (right instanceof Node.Subexpression sub) {
      List<String> inner = below(left, sub.left(), found);
      return inner == null ? null : below(inner, sub.right(), found);
    } else if (right instanceof Node.MultiSelectList list) {
      for (Node one : list.items()) {
        List<String> inner = below(left, one, found);
        if (inner != null) {
          found.add(inner);
        }
      }
      return list.items().isEmpty() ? null : below(left, list.items().get(0), found);
    } else if (right instanceof Node.Projection projection) {
      List<String> inner = below(left, projection.left(), found);
      return inner == null ? null : below(item(inner), projection.right(), found);
    } else if (right instanceof Node.Flatten flatten) {
      return below(left, flatten.left(), found);
    } else if (right instanceof Node.Call) {
      found.add(left);
      inner(right, left, found);
    }
    return null;
  }

  private @Nullable Schema at(List<String> path) {
    Schema at = schema;
    for (String step : path) {
      boolean item = step.equals(Probe.ITEM) && at != null && at.item() != null;
      at = at == null ? null : item ? at.item() : at.under(step);
    }
    return at;
  }
}
