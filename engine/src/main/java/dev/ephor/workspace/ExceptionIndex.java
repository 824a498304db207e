package dev.ephor.workspace;

import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Exceptions by the policies that they name. */
final class ExceptionIndex {

  static final ExceptionIndex EMPTY = new ExceptionIndex(List.of(), null);

  private final List<ExceptionUnit> units;
  private final Map<String, List<MapValue>> byPolicy = new HashMap<>();

  /**
   * @param units in the order of the files
   * @param earlier whose lists are kept where they are the same
   */
  ExceptionIndex(List<ExceptionUnit> units, @Nullable ExceptionIndex earlier) {
    this.units = List.copyOf(units);
    for (ExceptionUnit unit : units) {
      for (String policy : unit.policies()) {
        byPolicy.computeIfAbsent(policy, name -> new ArrayList<>()).add(unit.root());
      }
    }
    byPolicy.replaceAll(
        (policy, documents) -> {
          List<MapValue> known = earlier == null ? List.of() : earlier.naming(policy);
          return same(known, documents) ? known : List.copyOf(documents);
        });
  }

  /** All of them, in the order of the files. */
  List<ExceptionUnit> units() {
    return units;
  }

  boolean has(List<ExceptionUnit> others) {
    return units.equals(others);
  }

  /** The exceptions that name a policy, in the order of the files. */
  List<MapValue> naming(String policy) {
    return byPolicy.getOrDefault(policy, List.of());
  }

  /** The policies from which the two exempt differently. */
  Set<String> differences(ExceptionIndex other) {
    Set<String> policies = new HashSet<>(byPolicy.keySet());
    policies.addAll(other.byPolicy.keySet());
    policies.removeIf(policy -> same(naming(policy), other.naming(policy)));
    return policies;
  }

  private static boolean same(List<MapValue> some, List<MapValue> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (some.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }
}
