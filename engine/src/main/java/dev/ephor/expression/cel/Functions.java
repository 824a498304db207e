package dev.ephor.expression.cel;

import dev.ephor.expression.cel.function.Overload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that a dialect knows, by name and by the identifiers of their overloads. */
final class Functions {

  private final Map<String, List<Overload>> byName = new LinkedHashMap<>();
  private final Map<String, Overload> byId = new HashMap<>();

  Functions(List<Overload> overloads) {
    for (Overload overload : overloads) {
      if (byId.putIfAbsent(overload.id(), overload) == null) {
        byName.computeIfAbsent(overload.function(), name -> new ArrayList<>()).add(overload);
      }
    }
  }

  Map<String, List<Overload>> byName() {
    return byName;
  }

  /** The overloads that a checker has found possible; all of a name where it names none. */
  List<Overload> select(String function, List<String> ids) {
    List<Overload> found = new ArrayList<>();
    for (String id : ids) {
      Overload overload = byId.get(id);
      if (overload != null) {
        found.add(overload);
      }
    }
    return found.isEmpty() ? byName.getOrDefault(function, List.of()) : found;
  }

  /** Whether an overload belongs to a function of this whole name. */
  boolean named(String id, String function) {
    Overload overload = byId.get(id);
    return overload != null && !overload.member() && overload.function().equals(function);
  }
}
