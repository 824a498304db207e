package dev.ephor.autogen;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a policy together with those that Kyverno generates for pod controllers from rules
 * for pods.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/autogen/">Kyverno: auto-gen
 *     rules</a>
 */
public final class AutogenRules {

  private AutogenRules() {}

  /**
   * The rules in the order in which Kyverno evaluates them: those written, then those generated.
   *
   * @param policy a whole ClusterPolicy or Policy
   */
  public static List<MapValue> of(MapValue policy) {
    List<MapValue> rules = new ArrayList<>();
    MapValue spec = policy.map("spec");
    ListValue written = spec == null ? null : spec.list("rules");
    for (Value rule : written == null ? List.<Value>of() : written.values()) {
      if (rule instanceof MapValue map) {
        rules.add(map);
      }
    }
    return List.copyOf(rules);
  }
}
