package dev.ephor.lint;

import dev.ephor.policy.Policy;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The policies of a workspace, as far as one has to know of the others. Rules are found by what
 * they have in common, so that nobody looks at every pair.
 */
final class Landscape {

  /** No policy. */
  static final Landscape EMPTY = new Landscape(List.of(), null);

  private final List<MapValue> roots;
  private final IdentityHashMap<MapValue, PolicyFacts> facts = new IdentityHashMap<>();
  private final Map<String, List<Placed>> byKey = new HashMap<>();
  private final Map<String, PolicyFacts> byName = new HashMap<>();

  /**
   * A rule and where it stands among all rules.
   *
   * @param policy the index of its policy
   * @param index its index in the policy
   */
  record Placed(RuleFacts rule, int policy, int index) {

    /** Whether it comes after another. */
    boolean isAfter(Placed other) {
      return policy > other.policy || (policy == other.policy && index > other.index);
    }
  }

  /**
   * @param roots the policies in the order of the files
   * @param before a landscape whose facts are kept for policies that are the same
   */
  Landscape(List<MapValue> roots, @Nullable Landscape before) {
    this.roots = List.copyOf(roots);
    for (int i = 0; i < roots.size(); i++) {
      MapValue root = roots.get(i);
      PolicyFacts known = before == null ? null : before.facts.get(root);
      PolicyFacts mine = known == null ? PolicyFacts.of(root) : known;
      facts.put(root, mine);
      Policy policy = mine.policy();
      // Of two policies with one name the second is told to be a duplicate, and no more.
      if (policy != null && byName.putIfAbsent(mine.key(), mine) == null) {
        for (int j = 0; j < mine.rules().size(); j++) {
          Placed placed = new Placed(mine.rules().get(j), i, j);
          for (String key : placed.rule().keys()) {
            byKey.computeIfAbsent(key, none -> new ArrayList<>()).add(placed);
          }
        }
      }
    }
  }

  /** Whether it is of just these policies. */
  boolean isOf(List<MapValue> others) {
    if (roots.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < roots.size(); i++) {
      if (roots.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }

  boolean isEmpty() {
    return roots.isEmpty();
  }

  /** The policies by kind and qualified name. */
  Map<String, PolicyFacts> policies() {
    return byName;
  }

  /** The rules that have a key, in order. */
  List<Placed> having(String key) {
    return byKey.getOrDefault(key, List.of());
  }

  /** The places of a policy's rules; none where it is not the first of its name. */
  List<Placed> rules(MapValue root) {
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      MapValue other = roots.get(i);
      PolicyFacts mine =
          other.source() == root.source() && other.sameTree(root) ? facts.get(other) : null;
      if (mine != null && byName.get(mine.key()) == mine) {
        for (int j = 0; j < mine.rules().size(); j++) {
          placed.add(new Placed(mine.rules().get(j), i, j));
        }
      }
    }
    return placed;
  }

  /**
   * By what the policies that differ between two landscapes are found; exceptions find policies by
   * their names.
   */
  Set<String> differences(Landscape other) {
    Set<String> names = new HashSet<>();
    for (Landscape landscape : List.of(this, other)) {
      Landscape opposite = landscape == this ? other : this;
      landscape.facts.forEach(
          (root, mine) -> {
            if (!opposite.facts.containsKey(root)) {
              names.add(mine.key());
            }
          });
    }
    Set<String> keys = new HashSet<>(names);
    for (Landscape landscape : List.of(this, other)) {
      for (PolicyFacts mine : landscape.facts.values()) {
        if (names.contains(mine.key())) {
          keys.addAll(mine.keys());
        }
      }
    }
    return keys;
  }
}
