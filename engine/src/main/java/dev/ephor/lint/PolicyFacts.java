package dev.ephor.lint;

import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.Rule;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What other policies have to know of one. Depends on its document alone.
 *
 * @param root the document
 * @param policy the policy; null when it cannot be read
 * @param rules its rules, where it has any that can be compared
 */
record PolicyFacts(MapValue root, @Nullable Policy policy, List<RuleFacts> rules) {

  PolicyFacts {
    rules = List.copyOf(rules);
  }

  static PolicyFacts of(MapValue root) {
    Policy policy = PolicyReader.read(root).policy();
    List<RuleFacts> rules = new ArrayList<>();
    if (policy instanceof KyvernoPolicy kyverno) {
      for (Rule rule : kyverno.spec().rules()) {
        rules.add(RuleFacts.of(kyverno, rule));
      }
    }
    return new PolicyFacts(root, policy, rules);
  }

  /** Its kind and name; a cluster has only one of them. */
  String key() {
    return policy == null ? "" : policy.kind() + " " + policy.qualifiedName();
  }

  /** By what its rules are found. */
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    rules.forEach(rule -> keys.addAll(rule.keys()));
    return keys;
  }
}
