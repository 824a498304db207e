package dev.ephor.testing.mutant;

import dev.ephor.testing.mutant.Mutant.Family;
import dev.ephor.value.MapValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whole clauses of rules: preconditions, one of several patterns, validations, levels. */
final class ClauseMutants {

  private static final Set<String> DROPPED =
      Set.of("preconditions", "celPreconditions", "matchConditions");

  /** Lists of which each item is a demand of its own. */
  private static final Set<String> DEMANDS =
      Set.of(
          "anyPattern",
          "validations",
          "expressions",
          "matchConditions",
          "celPreconditions",
          "mutations",
          "foreach");

  private static final Map<String, String> LEVELS =
      Map.of("restricted", "baseline", "baseline", "privileged");

  private ClauseMutants() {}

  static void at(Site site) {
    String key = site.key();
    List<String> keys = site.keys();
    if (key != null && DROPPED.contains(key)) {
      site.drop(Family.CONDITION, "without " + key);
    } else if (site.isItem() && site.siblings() > 1 && DEMANDS.contains(site.nearestKey())) {
      Object name = site.value() instanceof MapValue map ? map.string("name") : null;
      site.drop(
          Family.CONDITION,
          "without this of " + site.nearestKey() + (name == null ? "" : ": " + name));
    } else if (keys.contains("podSecurity")) {
      podSecurity(site, String.valueOf(key));
    }
  }

  private static void podSecurity(Site site, String key) {
    String level = LEVELS.get(String.valueOf(site.value().asString()));
    if (key.equals("level") && level != null) {
      site.replace(Family.VALUE, level + " instead of " + site.value().asString(), level);
    } else if (key.equals("exclude")) {
      site.drop(Family.MATCH, "without exclude");
    } else if (site.isItem() && site.siblings() > 1) {
      site.drop(Family.MATCH, "without this of " + site.nearestKey());
    }
  }
}
