package dev.ephor.autogen;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What Kyverno generates for pod controllers from a policy that is written in CEL and concerns pods
 * only: the same spec with other resources, where every text that speaks of the pod, messages too,
 * speaks of the pod's template.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/validating-policy/#podcontrollers">Kyverno:
 *     autogen of ValidatingPolicy</a>
 */
public final class CelAutogen {

  private static final List<String> PODS = List.of("pods");

  /** Specs nested deeper keep their text below this depth. */
  private static final int DEEPEST = 500;

  /** A kind of owner: its API group, and the path from it to the pod. */
  private record Owner(String group, String path) {}

  private static final String TEMPLATE = "spec.template";
  private static final Map<String, Owner> OWNERS =
      Map.of(
          "daemonsets", new Owner("apps", TEMPLATE),
          "deployments", new Owner("apps", TEMPLATE),
          "replicasets", new Owner("apps", TEMPLATE),
          "statefulsets", new Owner("apps", TEMPLATE),
          "jobs", new Owner("batch", TEMPLATE),
          "cronjobs", new Owner("batch", "spec.jobTemplate.spec.template"));

  private CelAutogen() {}

  /**
   * The generated specs: for cron jobs, then for the others.
   *
   * @param spec the {@code spec} of a policy
   */
  public static List<MapValue> of(MapValue spec) {
    return of(spec, (whole, path) -> (MapValue) moved(whole, path, 0));
  }

  /**
   * The same of a policy that mutates: only match conditions and partial objects are rewritten.
   *
   * @param spec the {@code spec} of a MutatingPolicy
   */
  public static List<MapValue> ofMutating(MapValue spec) {
    return of(spec, CelAutogen::movedMutations);
  }

  private static List<MapValue> of(MapValue spec, BiFunction<MapValue, String, MapValue> rewrite) {
    MapValue match = spec.map("matchConstraints");
    if (match == null || !concernsPodsOnly(match)) {
      return List.of();
    }
    Map<String, TreeMap<String, TreeSet<String>>> byPath = new TreeMap<>();
    for (String controller : controllers(spec)) {
      Owner owner = OWNERS.get(controller);
      if (owner != null) {
        byPath
            .computeIfAbsent(owner.path(), path -> new TreeMap<>())
            .computeIfAbsent(owner.group(), group -> new TreeSet<>())
            .add(controller);
      }
    }
    List<MapValue> specs = new ArrayList<>();
    byPath.forEach(
        (path, resources) -> specs.add(generated(rewrite.apply(spec, path), match, resources)));
    return specs;
  }

  private static boolean concernsPodsOnly(MapValue match) {
    ListValue rules = match.list("resourceRules");
    return isEmpty(match.map("namespaceSelector"))
        && isEmpty(match.map("objectSelector"))
        && isEmpty(match.list("excludeResourceRules"))
        && rules != null
        && rules.size() == 1
        && rules.at(0) instanceof MapValue rule
        && isEmpty(rule.list("resourceNames"))
        && is(rule, "apiGroups", List.of(""))
        && is(rule, "apiVersions", List.of("v1"))
        && is(rule, "resources", PODS);
  }

  private static boolean isEmpty(@Nullable ListValue list) {
    return list == null || list.isEmpty();
  }

  /** Whether a selector selects everything. */
  private static boolean isEmpty(@Nullable MapValue selector) {
    if (selector == null) {
      return true;
    }
    MapValue labels = selector.map("matchLabels");
    return (labels == null || labels.isEmpty()) && isEmpty(selector.list("matchExpressions"));
  }

  private static boolean is(MapValue rule, String key, List<String> wanted) {
    ListValue list = rule.list(key);
    return list != null && list.equals(wanted);
  }

  private static List<String> controllers(MapValue spec) {
    MapValue autogen = spec.map("autogen");
    MapValue pods = autogen == null ? null : autogen.map("podControllers");
    ListValue chosen = pods == null ? null : pods.list("controllers");
    if (chosen == null) {
      return List.copyOf(OWNERS.keySet());
    }
    List<String> controllers = new ArrayList<>();
    for (Value controller : chosen.values()) {
      String name = controller.asString();
      if (name != null) {
        controllers.add(name);
      }
    }
    return controllers;
  }

  private static MapValue generated(
      MapValue spec, MapValue match, Map<String, ? extends Set<String>> resources) {
    ListValue rules = match.list("resourceRules");
    MapValue pods = (MapValue) Objects.requireNonNull(rules).at(0);
    List<Value> made = new ArrayList<>();
    resources.forEach(
        (group, names) -> {
          MapValue.Builder rule = MapValue.builder(pods.source(), pods.node());
          rule.put("apiGroups", list(List.of(group), pods));
          rule.put("apiVersions", list(List.of("v1"), pods));
          rule.put("resources", list(List.copyOf(names), pods));
          Value operations = pods.child("operations");
          if (operations != null) {
            rule.put("operations", operations);
          }
          made.add(rule.build());
        });
    MapValue constraints =
        MapValue.builder(match.source(), match.node())
            .put("resourceRules", ListValue.of(made, rules.source(), rules.node()))
            .build();
    return spec.with("matchConstraints", constraints);
  }

  private static ListValue list(List<String> texts, MapValue origin) {
    List<Scalar> items = new ArrayList<>();
    for (String text : texts) {
      items.add(new Scalar(text, origin.source(), origin.node()));
    }
    return ListValue.of(items, origin.source(), origin.node());
  }

  private static MapValue movedMutations(MapValue spec, String path) {
    MutationPaths paths = new MutationPaths(path);
    return movedIn(
        movedIn(spec, "matchConditions", condition -> movedText(condition, paths)),
        "mutations",
        mutation -> {
          MapValue partial = mutation.map("applyConfiguration");
          return partial == null
              ? mutation
              : mutation.with("applyConfiguration", movedText(partial, paths));
        });
  }

  private static MapValue movedIn(MapValue spec, String key, UnaryOperator<MapValue> move) {
    ListValue list = spec.list(key);
    if (list == null) {
      return spec;
    }
    List<Value> items = new ArrayList<>();
    for (Value item : list.values()) {
      items.add(item instanceof MapValue map ? move.apply(map) : item);
    }
    return spec.with(key, ListValue.of(items, list.source(), list.node()));
  }

  private static MapValue movedText(MapValue clause, MutationPaths paths) {
    Value text = clause.child("expression");
    String expression = text == null ? null : text.asString();
    return text == null || expression == null
        ? clause
        : clause.with(
            "expression", new Scalar(paths.moved(expression), text.source(), text.node()));
  }

  /** A value whose texts, keys too, speak of the pod in its owner. */
  private static Value moved(Value value, String path, int depth) {
    if (depth > DEEPEST) {
      return value;
    }
    if (value instanceof MapValue map) {
      MapValue.Builder made = MapValue.builder(map.source(), map.node());
      for (int i = 0; i < map.size(); i++) {
        made.put(moved(map.keyAt(i), path), moved(map.valueAt(i), path, depth + 1));
      }
      return made.build();
    } else if (value instanceof ListValue list) {
      List<Value> items = new ArrayList<>();
      for (Value item : list.values()) {
        items.add(moved(item, path, depth + 1));
      }
      return ListValue.of(items, list.source(), list.node());
    }
    String text = value.asString();
    return text == null || !text.contains("bject.")
        ? value
        : new Scalar(moved(text, path), value.source(), value.node());
  }

  static String moved(String text, String path) {
    String moved = text;
    for (String part : List.of("spec", "metadata")) {
      for (String object : List.of("object.", "oldObject.")) {
        moved = moved(moved, object + part, object + path + "." + part);
      }
    }
    return moved;
  }

  /** The owner's namespace is the pod's, and a template rarely has one. */
  private static String moved(String text, String from, String to) {
    int at = text.indexOf(from);
    if (at < 0) {
      return text;
    }
    StringBuilder moved = new StringBuilder();
    int done = 0;
    while (at >= 0) {
      int end = at + from.length();
      moved.append(text, done, at).append(isNamespace(text, end) ? from : to);
      done = end;
      at = text.indexOf(from, end);
    }
    return moved.append(text, done, text.length()).toString();
  }

  private static boolean isNamespace(String text, int at) {
    return text.startsWith(".namespace", at);
  }
}
