package dev.ephor.testing.mutant;

import dev.ephor.testing.mutant.Mutant.Family;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Set;

/** What rules match and exclude. */
final class MatchMutants {

  private static final Set<String> BLOCKS =
      Set.of("match", "exclude", "matchConstraints", "excludeResourceRules");

  /** Fields that narrow what is matched. */
  private static final Set<String> NARROWING =
      Set.of(
          "names",
          "name",
          "namespaces",
          "namespaceSelector",
          "objectSelector",
          "selector",
          "annotations",
          "operations",
          "subjects",
          "roles",
          "clusterRoles",
          "excludeResourceRules");

  private static final Set<String> LISTS =
      Set.of("kinds", "names", "namespaces", "operations", "resources", "any", "all");

  private MatchMutants() {}

  static void at(Site site) {
    List<String> keys = site.keys();
    String key = site.key();
    if ("exclude".equals(key) && isFilterBlock(site.value())) {
      site.drop(Family.MATCH, "without exclude");
      return;
    }
    if (keys.stream().noneMatch(BLOCKS::contains) || keys.contains("podSecurity")) {
      return;
    }
    if (key != null && NARROWING.contains(key) && site.siblings() > 1) {
      site.drop(Family.MATCH, "without " + key);
    } else if (site.isItem() && site.siblings() > 1 && LISTS.contains(site.nearestKey())) {
      String shown = site.value() instanceof Scalar ? " " + Constants.shown(site.value()) : "";
      site.drop(Family.MATCH, "without" + (shown.isEmpty() ? " this filter" : shown));
    }
    int parent = keys.size() - 2;
    if (key != null && parent > 0 && keys.get(parent).equals("matchLabels")) {
      Constants.at(site);
    }
  }

  private static boolean isFilterBlock(Value value) {
    return value instanceof MapValue map
        && (map.containsKey("any") || map.containsKey("all") || isFilter(map));
  }

  /** Whether a value is one filter of a match or exclude block. */
  static boolean isFilter(Value value) {
    return value instanceof MapValue map
        && Set.of("resources", "subjects", "roles", "clusterRoles").stream()
            .anyMatch(map::containsKey);
  }
}
