package dev.ephor.testing.mutant;

import dev.ephor.testing.mutant.Mutant.Family;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Map;

/** Conditions of {@code deny}, preconditions and loops: operators, values, whole conditions. */
final class ConditionMutants {

  /** What an operator is changed into: its opposite, and what lies beside it. */
  private static final Map<String, List<String>> OTHERS =
      Map.ofEntries(
          Map.entry("Equal", List.of("NotEquals")),
          Map.entry("Equals", List.of("NotEquals")),
          Map.entry("NotEqual", List.of("Equals")),
          Map.entry("NotEquals", List.of("Equals")),
          Map.entry("In", List.of("NotIn")),
          Map.entry("NotIn", List.of("In")),
          Map.entry("AnyIn", List.of("AnyNotIn", "AllIn")),
          Map.entry("AllIn", List.of("AllNotIn", "AnyIn")),
          Map.entry("AnyNotIn", List.of("AnyIn", "AllNotIn")),
          Map.entry("AllNotIn", List.of("AllIn", "AnyNotIn")),
          Map.entry("GreaterThan", List.of("LessThanOrEquals", "GreaterThanOrEquals")),
          Map.entry("GreaterThanOrEquals", List.of("LessThan", "GreaterThan")),
          Map.entry("LessThan", List.of("GreaterThanOrEquals", "LessThanOrEquals")),
          Map.entry("LessThanOrEquals", List.of("GreaterThan", "LessThan")),
          Map.entry(
              "DurationGreaterThan",
              List.of("DurationLessThanOrEquals", "DurationGreaterThanOrEquals")),
          Map.entry(
              "DurationGreaterThanOrEquals", List.of("DurationLessThan", "DurationGreaterThan")),
          Map.entry(
              "DurationLessThan",
              List.of("DurationGreaterThanOrEquals", "DurationLessThanOrEquals")),
          Map.entry(
              "DurationLessThanOrEquals", List.of("DurationGreaterThan", "DurationLessThan")));

  private ConditionMutants() {}

  static void at(Site site) {
    if (isCondition(site.value()) && site.isItem() && site.siblings() > 1) {
      site.drop(Family.CONDITION, "without the condition");
    }
    String key = site.key();
    if ("operator".equals(key) && isCondition(site.holder())) {
      String operator = String.valueOf(site.value().asString());
      for (String other : OTHERS.getOrDefault(operator, List.of())) {
        site.replace(Family.OPERATOR, "operator " + other + " instead of " + operator, other);
      }
    } else if ("value".equals(key) && isCondition(site.holder())) {
      Constants.at(site);
    } else if (site.isItem() && "value".equals(site.nearestKey()) && isListOfCondition(site)) {
      Constants.at(site);
      if (site.siblings() > 1) {
        site.drop(Family.VALUE, "without " + Constants.shown(site.value()));
      }
    }
    boolean block = List.of("any", "all").contains(site.nearestKey()) && !site.isItem();
    if (block && site.value() instanceof ListValue list && list.size() > 1) {
      String other = "any".equals(key) ? "all" : "any";
      boolean conditions = list.values().stream().allMatch(ConditionMutants::isCondition);
      if (conditions || list.values().stream().allMatch(MatchMutants::isFilter)) {
        site.rename(Family.ANY_ALL, other + " instead of " + key, other);
      }
    }
  }

  private static boolean isListOfCondition(Site site) {
    int depth = site.path().steps().size();
    return depth > 1 && isCondition(site.path().steps().get(depth - 2).in());
  }

  static boolean isCondition(@org.jspecify.annotations.Nullable Value value) {
    return value instanceof MapValue map && map.containsKey("operator") && map.containsKey("key");
  }
}
