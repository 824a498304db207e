package dev.ephor.policy.check;

import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.GoJson;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What stands in match and exclude: subjects, roles, names, selectors. */
final class MatchFilters implements RuleCheck {

  private static final Set<String> NEEDS_VALUES = Set.of("In", "NotIn");
  private static final Set<String> NEEDS_NONE = Set.of("Exists", "DoesNotExist");

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    for (String side : List.of("match", "exclude")) {
      MapValue block = PolicyView.map(rule.map(), side);
      if (PolicyView.holds(block, "any") && PolicyView.holds(block, "all")) {
        found.accept(
            Finding.refusal(
                rule.at(side, "all"),
                "any-and-all",
                "any and all cannot stand side by side in " + side,
                rule.path()
                    + "."
                    + side
                    + ": Invalid value: "
                    + TypedJson.write(block, TypedJson.type("rules", side))
                    + ": Can't specify any and all together"));
      }
      for (RuleView.Block filter : RuleView.blocks(block, side)) {
        filter(rule, filter, found);
      }
    }
  }

  private static void filter(RuleView rule, RuleView.Block block, Consumer<Finding> found) {
    // The reference names filters of "all" as if they stood in "any" when a subject is wrong.
    String path = rule.path() + "." + block.path();
    String users = path.replaceFirst("\\.all\\[", ".any[");
    subjects(block.filter(), users, found);
    roles(block.filter(), users, found);
    MapValue resources = block.resources();
    if (PolicyView.holds(resources, "name") && PolicyView.holds(resources, "names")) {
      found.accept(
          Finding.refusal(
              key(resources, "names"),
              "name-and-names",
              "name and names cannot stand side by side: move the name into names",
              path
                  + ": Invalid value: "
                  + TypedJson.write(resources, TypedJson.type("rules", "match", "resources"))
                  + ": Both name and names can not be specified together"));
    }
    selector(resources, path, found);
    if (rule.policy().namespaced() && PolicyView.holds(resources, "namespaces")) {
      found.accept(
          Finding.refusal(
              key(resources, "namespaces"),
              "namespaces-in-policy",
              "a Policy sees its own namespace only: remove namespaces, or make it a ClusterPolicy",
              path
                  + ".namespaces: Forbidden: Filtering namespaces not allowed in namespaced"
                  + " policies"));
    }
  }

  private static void subjects(MapValue filter, String path, Consumer<Finding> found) {
    List<MapValue> subjects = PolicyView.maps(filter.list("subjects"));
    for (int i = 0; i < subjects.size(); i++) {
      MapValue subject = subjects.get(i);
      String at = path + ".subjects[" + i + "]";
      for (String field : List.of("kind", "name")) {
        if (PolicyView.text(subject, field).isEmpty()) {
          required(subject, at, field, "a subject needs a " + field, "", found);
        }
      }
      if (PolicyView.text(subject, "kind").equals("ServiceAccount")
          && PolicyView.text(subject, "namespace").isEmpty()) {
        required(
            subject,
            at,
            "namespace",
            "a ServiceAccount lives in a namespace: name it",
            ": namespace is required when Kind is ServiceAccount",
            found);
      }
    }
  }

  private static void required(
      MapValue subject,
      String path,
      String field,
      String message,
      String detail,
      Consumer<Finding> found) {
    found.accept(
        Finding.refusal(
            subject.place(Place.Part.KEY),
            "bad-subject",
            message,
            path + "." + field + ": Required value" + detail));
  }

  private static void roles(MapValue filter, String path, Consumer<Finding> found) {
    ListValue roles = filter.list("roles");
    for (int i = 0; roles != null && i < roles.size(); i++) {
      String role = roles.at(i).asString();
      if (role != null && role.split(":", -1).length != 2) {
        found.accept(
            Finding.refusal(
                roles.at(i).place(Place.Part.VALUE),
                "bad-role",
                "a role is written namespace:name",
                path
                    + ".roles["
                    + i
                    + "]: Invalid value: "
                    + GoJson.quote(role)
                    + ": Role is expected to be in namespace:name format"));
      }
    }
  }

  private static void selector(MapValue resources, String path, Consumer<Finding> found) {
    MapValue selector = resources.map("selector");
    if (selector == null || Wildcard.containsWildcard(String.valueOf(selector))) {
      return;
    }
    String json =
        TypedJson.write(selector, TypedJson.type("rules", "match", "resources", "selector"));
    String start = path + ".selector: Invalid value: " + json + ": ";
    for (MapValue expression : PolicyView.maps(selector.list("matchExpressions"))) {
      String operator = PolicyView.text(expression, "operator");
      boolean values = PolicyView.holds(expression, "values");
      String reason = null;
      if (NEEDS_VALUES.contains(operator) && !values) {
        reason =
            "values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty";
      } else if (NEEDS_NONE.contains(operator) && values) {
        reason = "values: Invalid value: values set must be empty for exists and does not exist";
      } else if (!NEEDS_VALUES.contains(operator) && !NEEDS_NONE.contains(operator)) {
        reason = GoJson.quote(operator) + " is not a valid label selector operator";
      }
      if (reason != null) {
        found.accept(
            Finding.refusal(
                key(expression, "operator"),
                "bad-selector",
                operator + " does not fit: In and NotIn need values, Exists and DoesNotExist none",
                start + reason));
      }
    }
    if (!PolicyView.holds(selector, "matchLabels")
        && !PolicyView.holds(selector, "matchExpressions")) {
      found.accept(
          Finding.refusal(
              selector.place(Place.Part.KEY),
              "empty-selector",
              "this selector selects nothing: give it matchLabels or matchExpressions",
              start + "The requirements are not specified in selector"));
    }
  }

  private static Place key(MapValue map, String field) {
    Value child = map.child(field);
    return (child == null ? map : child).place(Place.Part.KEY);
  }
}
