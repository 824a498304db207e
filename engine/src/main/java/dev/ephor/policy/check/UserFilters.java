package dev.ephor.policy.check;

import dev.ephor.value.MapValue;
import java.util.List;
import java.util.function.Consumer;

/**
 * A background scan has no user: rules may not select by role or subject then (Kyverno
 * documentation, "Background scans").
 */
final class UserFilters implements RuleCheck {

  private static final List<String> USER_FIELDS = List.of("roles", "clusterRoles", "subjects");

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    if (rule.policy().background()) {
      filters(rule, rule.match(), "match", List.of("", "any", "all"), found);
      filters(rule, rule.exclude(), "exclude", List.of("", "all", "any"), found);
    }
  }

  private static void filters(
      RuleView rule, MapValue block, String name, List<String> order, Consumer<Finding> found) {
    String path = "spec/rules[" + rule.index() + "]/" + name + "/";
    for (String list : order) {
      if (list.isEmpty()) {
        filter(block, path, found);
        continue;
      }
      List<MapValue> filters = PolicyView.maps(block.list(list));
      for (int i = 0; i < filters.size(); i++) {
        filter(filters.get(i), path + list + "[" + i + "]/", found);
      }
    }
  }

  private static void filter(MapValue filter, String path, Consumer<Finding> found) {
    for (String field : USER_FIELDS) {
      var child = filter.child(field);
      if (child != null && PolicyView.holds(filter, field)) {
        found.accept(
            Finding.refusal(
                child.place(dev.ephor.value.Place.Part.KEY),
                "background-user",
                "a background scan knows no user, so "
                    + field
                    + " cannot be matched: set spec.background to false",
                UserVariables.PREFIX + "invalid variable used at path: " + path + field));
        return;
      }
    }
  }
}
