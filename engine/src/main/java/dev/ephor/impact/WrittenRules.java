package dev.ephor.impact;

import dev.ephor.autogen.GeneratedNames;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a policy as they are written. Those that auto-generation made of one count as that
 * one, for a resource is of one kind and only one of them speaks for it. A policy in CEL is one
 * rule.
 */
final class WrittenRules {

  /** The name of what is said by no written rule: a policy in CEL, or a crash. */
  static final String WHOLE = "";

  /** From the worst to the mildest, where one rule says several things of one resource. */
  private static final List<Status> WORST_FIRST =
      List.of(Status.ERROR, Status.FAIL, Status.WARN, Status.PASS, Status.SKIP);

  private final List<String> names = new ArrayList<>();
  private final Map<String, Value> places = new HashMap<>();
  private final Map<String, String> written = new HashMap<>();

  private WrittenRules() {}

  static WrittenRules of(MapValue policy) {
    WrittenRules rules = new WrittenRules();
    MapValue spec = policy.map("spec");
    ListValue list = spec == null ? null : spec.list("rules");
    for (Value item : list == null ? List.<Value>of() : list.values()) {
      Value name = item instanceof MapValue rule ? rule.child("name") : null;
      String text = name == null ? null : name.asString();
      if (name == null || text == null || rules.places.putIfAbsent(text, name) != null) {
        continue;
      }
      rules.names.add(text);
      rules.written.put(text, text);
    }
    for (String name : rules.names) {
      GeneratedNames.of(name).forEach(made -> rules.written.putIfAbsent(made, name));
    }
    return rules;
  }

  /** The names in the order of the text; none for a policy in CEL. */
  List<String> names() {
    return names;
  }

  /** Where a rule is named; null for one that is not written. */
  @Nullable Value place(String name) {
    return places.get(name);
  }

  /** What each written rule says of a resource; the worst, where it says several things. */
  Map<String, RuleOutcome> fold(List<RuleOutcome> outcomes) {
    if (outcomes.size() == 1) {
      return Map.of(written(outcomes.get(0).rule()), outcomes.get(0));
    }
    Map<String, RuleOutcome> folded = new LinkedHashMap<>();
    for (RuleOutcome outcome : outcomes) {
      folded.merge(written(outcome.rule()), outcome, WrittenRules::worse);
    }
    return folded;
  }

  /** The name of the rule that a reported name stands for. */
  String written(String reported) {
    return names.isEmpty() ? WHOLE : written.getOrDefault(reported, WHOLE);
  }

  /** The order in which what rules say is shown: what they refuse comes first. */
  static int order(RuleOutcome one, RuleOutcome other) {
    return Integer.compare(WORST_FIRST.indexOf(one.status()), WORST_FIRST.indexOf(other.status()));
  }

  private static RuleOutcome worse(RuleOutcome one, RuleOutcome other) {
    return order(one, other) <= 0 ? one : other;
  }
}
