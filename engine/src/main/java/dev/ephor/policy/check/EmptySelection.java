package dev.ephor.policy.check;

import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Exclude must leave something of match. With lists on both sides, one filter that stands in both
 * is enough for the reference to refuse the rule; without lists, exclude must cover match.
 */
final class EmptySelection implements RuleCheck {

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    MapValue match = rule.match();
    MapValue exclude = rule.exclude();
    if (!holds(match, "all") && !holds(exclude, "all") && empty(match, exclude)) {
      found.accept(
          Finding.refusal(
              rule.at("exclude"),
              "empty-selection",
              "exclude takes away what match selects",
              rule.path()
                  + ": Invalid value: "
                  + RuleType.json(rule)
                  + ": Rule is matching an empty set"));
    }
  }

  private static boolean empty(MapValue match, MapValue exclude) {
    if (holds(match, "any") && holds(exclude, "any")) {
      return PolicyView.maps(match.list("any")).stream()
          .anyMatch(
              filter ->
                  PolicyView.maps(exclude.list("any")).stream()
                      .anyMatch(other -> alike(filter, other)));
    }
    return !trimmed(exclude) && covers(match, exclude);
  }

  private static boolean covers(MapValue match, MapValue exclude) {
    for (String field : List.of("roles", "clusterRoles", "subjects")) {
      if (!coversAll(match, exclude, field)) {
        return false;
      }
    }
    MapValue wanted = PolicyView.map(match, "resources");
    MapValue left = PolicyView.map(exclude, "resources");
    String name = PolicyView.text(left, "name");
    if (!name.isEmpty() && !Wildcard.matches(name, PolicyView.text(wanted, "name"))) {
      return false;
    }
    List<String> names = PolicyView.texts(left, "names");
    if (!names.isEmpty()) {
      return PolicyView.texts(wanted, "names").stream()
          .anyMatch(one -> names.stream().anyMatch(pattern -> Wildcard.matches(pattern, one)));
    }
    return coversAll(wanted, left, "namespaces")
        && coversAll(wanted, left, "kinds")
        && coversSelector(wanted.child("selector"), left.child("selector"))
        && coversSelector(wanted.child("namespaceSelector"), left.child("namespaceSelector"))
        && Objects.equals(wanted.child("annotations"), left.child("annotations"));
  }

  /** Whether exclude says nothing about a field, or takes away every value that match has. */
  private static boolean coversAll(MapValue match, MapValue exclude, String field) {
    ListValue taken = exclude.list(field);
    if (taken == null || taken.isEmpty()) {
      return true;
    }
    ListValue wanted = match.list(field);
    return wanted != null
        && !wanted.isEmpty()
        && new HashSet<>(taken.values()).containsAll(wanted.values());
  }

  private static boolean coversSelector(@Nullable Value match, @Nullable Value exclude) {
    if (!(match instanceof MapValue wanted) || !(exclude instanceof MapValue taken)) {
      return match == null && exclude == null;
    }
    if (!coversAll(wanted, taken, "matchExpressions")) {
      return false;
    }
    MapValue labels = PolicyView.map(taken, "matchLabels");
    MapValue wantedLabels = PolicyView.map(wanted, "matchLabels");
    if (labels.isEmpty()) {
      return true;
    }
    return !wantedLabels.isEmpty()
        && wantedLabels.keys().stream()
            .allMatch(key -> Objects.equals(wantedLabels.child(key), labels.child(key)));
  }

  private static boolean holds(MapValue map, String field) {
    return PolicyView.holds(map, field);
  }

  /** Whether nothing is said at all. */
  private static boolean trimmed(MapValue map) {
    for (int i = 0; i < map.size(); i++) {
      Value child = map.valueAt(i);
      boolean nothing =
          child instanceof MapValue inner ? trimmed(inner) : !holds(map, map.keyAt(i));
      if (!nothing) {
        return false;
      }
    }
    return true;
  }

  /** Equal, an empty map or list being the same as none. */
  private static boolean alike(Value one, Value other) {
    if (one instanceof MapValue a && other instanceof MapValue b) {
      Set<String> keys = new HashSet<>(a.keys());
      keys.addAll(b.keys());
      for (String key : keys) {
        Value x = a.child(key);
        Value y = b.child(key);
        if (x == null || y == null) {
          Value present = x == null ? y : x;
          MapValue holder = x == null ? b : a;
          boolean nothing = present instanceof MapValue map ? trimmed(map) : !holds(holder, key);
          if (!nothing) {
            return false;
          }
        } else if (!alike(x, y)) {
          return false;
        }
      }
      return true;
    }
    return one.equals(other);
  }
}
