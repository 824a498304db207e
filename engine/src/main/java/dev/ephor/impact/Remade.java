package dev.ephor.impact;

import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.MapValue;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A resource of which, or for which, a rule makes something else than before.
 *
 * @param policy kind and name of the policy
 * @param rule the rule as it is written; empty for a policy in CEL
 * @param resource the resource
 * @param changes a line for each difference; values of Secrets are hidden
 */
public record Remade(String policy, String rule, Judged resource, List<String> changes) {

  public Remade {
    changes = List.copyOf(changes);
  }

  private record ByRule(String policy, String rule) {}

  /** Differences in how a resource is changed; each rule's own share of them. */
  static List<Remade> mutations(
      Map<String, WrittenRules> rulesThen,
      Map<String, WrittenRules> rulesNow,
      Judged then,
      Judged now) {
    Map<ByRule, Delta> old = deltas(then, rulesThen);
    Map<ByRule, Delta> young = deltas(now, rulesNow);
    Set<ByRule> rules = new LinkedHashSet<>(old.keySet());
    rules.addAll(young.keySet());
    List<Remade> remade = new ArrayList<>();
    for (ByRule rule : rules) {
      List<String> changes =
          old.getOrDefault(rule, Delta.NONE)
              .against(young.getOrDefault(rule, Delta.NONE), now.resource().root())
              .toList();
      if (!changes.isEmpty()) {
        remade.add(new Remade(rule.policy(), rule.rule(), now, changes));
      }
    }
    return remade;
  }

  private static Map<ByRule, Delta> deltas(Judged judged, Map<String, WrittenRules> rules) {
    Map<ByRule, Delta> deltas = new LinkedHashMap<>();
    for (Judged.Mutation mutation : judged.mutations()) {
      WrittenRules written = rules.get(mutation.policy());
      if (written != null) {
        deltas.merge(
            new ByRule(mutation.policy(), written.written(mutation.rule())),
            Delta.between(mutation.before(), mutation.after()),
            Delta::then);
      }
    }
    return deltas;
  }

  /** Differences in the other objects that a rule makes or changes; null where there are none. */
  static @Nullable Remade objects(Flip pair) {
    Map<String, MapValue> old = objects(pair.before());
    Map<String, MapValue> young = objects(pair.after());
    List<String> changes = new ArrayList<>();
    old.forEach(
        (name, root) -> {
          MapValue other = young.get(name);
          if (other == null) {
            changes.add(name + ": no longer made");
          } else {
            Delta.between(root, other).lines(root).forEach(line -> changes.add(name + " " + line));
          }
        });
    young.keySet().stream()
        .filter(name -> !old.containsKey(name))
        .forEach(name -> changes.add(name + ": made"));
    return changes.isEmpty()
        ? null
        : new Remade(pair.policy(), pair.rule(), pair.resource(), changes);
  }

  private static Map<String, MapValue> objects(@Nullable RuleOutcome outcome) {
    List<MapValue> roots = List.of();
    if (outcome != null && outcome.effect() instanceof Effect.Generated generated) {
      roots = generated.roots();
    } else if (outcome != null && outcome.effect() instanceof Effect.MutatedTargets targets) {
      roots = targets.roots();
    }
    Map<String, MapValue> named = new LinkedHashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (MapValue root : roots) {
      String name = Resource.of(root).shownName();
      int times = seen.merge(name, 1, Integer::sum);
      named.put(times == 1 ? name : name + " (" + times + ")", root);
    }
    return named;
  }

  static Map<String, WrittenRules> rules(List<WorkspacePolicy> policies) {
    Map<String, WrittenRules> rules = new HashMap<>();
    policies.forEach(policy -> rules.putIfAbsent(policy.key(), WrittenRules.of(policy.root())));
    return rules;
  }
}
