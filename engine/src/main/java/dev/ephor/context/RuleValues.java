package dev.ephor.context;

import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import java.util.List;
import java.util.Map;

/**
 * What somebody says that the variables of single rules are.
 *
 * @param byRule by the name of the rule as it was written
 */
public record RuleValues(Map<String, OfRule> byRule) {

  /** Nobody says anything. */
  public static final RuleValues NONE = new RuleValues(Map.of());

  private static final List<String> GENERATED = List.of("autogen-cronjob-", "autogen-");
  private static final OfRule NOTHING = new OfRule(MapValue.empty(Source.NONE, 0), List.of());

  public RuleValues {
    byRule = Map.copyOf(byRule);
  }

  /**
   * Of one rule.
   *
   * @param values values by the dotted paths of their variables
   * @param foreach for each loop of the rule, in order, lists by dotted paths: an item for each
   *     turn
   */
  public record OfRule(MapValue values, List<MapValue> foreach) {

    public OfRule {
      foreach = List.copyOf(foreach);
    }

    public boolean isEmpty() {
      return values.isEmpty() && foreach.isEmpty();
    }
  }

  /** What is said of a rule; an auto-generated one has the values of the one that was written. */
  public OfRule of(String rule) {
    OfRule exact = byRule.get(rule);
    if (exact != null || byRule.isEmpty()) {
      return exact == null ? NOTHING : exact;
    }
    for (String start : GENERATED) {
      OfRule written = rule.startsWith(start) ? byRule.get(rule.substring(start.length())) : null;
      if (written != null) {
        return written;
      }
    }
    return NOTHING;
  }
}
