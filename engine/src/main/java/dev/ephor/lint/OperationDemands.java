package dev.ephor.lint;

import dev.ephor.policy.MatchBlock;
import dev.ephor.policy.ResourceFilter;
import dev.ephor.policy.Rule;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A precondition that demands an operation which the rule's match leaves out. */
final class OperationDemands {

  private static final Set<String> OPERATORS = Set.of("Equals", "In", "AnyIn");

  private OperationDemands() {}

  static void check(Rule rule, Consumer<LintFinding> found) {
    Set<String> matched = new LinkedHashSet<>();
    for (ResourceFilter filter : rule.match().filters()) {
      if (filter.operations().isEmpty()) {
        return;
      }
      matched.addAll(filter.operations());
    }
    boolean any = rule.match().mode() == MatchBlock.Mode.ANY || rule.match().filters().size() == 1;
    MapValue block = rule.preconditions() instanceof MapValue map ? map : null;
    for (MapValue condition : Subject.maps(any && block != null ? block.list("all") : null)) {
      List<String> wanted = wanted(condition);
      if (!wanted.isEmpty() && wanted.stream().noneMatch(matched::contains)) {
        found.accept(
            LintFinding.atKey(
                    condition,
                    "this rule never applies: it matches "
                        + String.join(", ", matched)
                        + ", and this demands "
                        + String.join(", ", wanted))
                .with(rule.match().node().place(Place.Part.KEY), "what it matches"));
      }
    }
  }

  /** The operations, one of which a condition demands; none where it demands something else. */
  private static List<String> wanted(MapValue condition) {
    String key = condition.string("key");
    String operator = condition.string("operator");
    Value value = condition.child("value");
    if (key == null
        || !key.replace(" ", "").equals("{{request.operation}}")
        || operator == null
        || !OPERATORS.contains(operator)) {
      return List.of();
    }
    List<Value> values = value instanceof ListValue list ? list.values() : listOf(value);
    List<String> wanted = new ArrayList<>();
    for (Value each : values) {
      String text = each.asString();
      if (text == null || Demand.isVariable(each) || text.contains("*") || text.contains("?")) {
        return List.of();
      }
      wanted.add(text);
    }
    return wanted;
  }

  private static List<Value> listOf(@Nullable Value value) {
    return value == null ? List.of() : List.of(value);
  }
}
