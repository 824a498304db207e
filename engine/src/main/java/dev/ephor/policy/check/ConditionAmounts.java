package dev.ephor.policy.check;

import com.google.re2j.Pattern;
import dev.ephor.kubernetes.GoDuration;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Conditions that compare sizes need a value that has one. */
final class ConditionAmounts implements RuleCheck {

  private static final Set<String> BY_SIZE =
      Set.of("GreaterThan", "GreaterThanOrEquals", "LessThan", "LessThanOrEquals");
  private static final Pattern VERSION = Pattern.compile("^v?[0-9]+(\\.[0-9]+)*([-+].*)?$");

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    conditions(rule.map().child("preconditions"), found);
    below(rule.validate(), found);
    below(rule.mutate(), found);
    below(rule.generate(), found);
  }

  private static void below(MapValue holder, Consumer<Finding> found) {
    conditions(holder.child("preconditions"), found);
    conditions(PolicyView.map(holder, "deny").child("conditions"), found);
    PolicyView.maps(holder.list("foreach")).forEach(loop -> below(loop, found));
  }

  private static void conditions(@Nullable Value conditions, Consumer<Finding> found) {
    if (conditions instanceof ListValue list) {
      PolicyView.maps(list).forEach(condition -> condition(condition, found));
    } else if (conditions instanceof MapValue map) {
      conditions(map.list("any"), found);
      conditions(map.list("all"), found);
    }
  }

  private static void condition(MapValue condition, Consumer<Finding> found) {
    String operator = PolicyView.text(condition, "operator");
    Value value = condition.child("value");
    String text = value == null ? null : value.asString();
    if (value == null || text == null || text.contains("{{")) {
      return;
    }
    boolean wrong =
        operator.startsWith("Duration")
            ? GoDuration.parse(text) == null && !text.matches("[-+]?[0-9.]+")
            : BY_SIZE.contains(operator)
                && !PatternOperators.isAmount(text)
                && !VERSION.matcher(text).matches();
    if (wrong) {
      found.accept(
          Finding.advice(
              value.place(Place.Part.VALUE),
              "bad-amount",
              operator.startsWith("Duration")
                  ? text + " is no duration: write it as in 1h30m"
                  : operator
                      + " compares numbers, quantities, durations and versions, and "
                      + text
                      + " is none: this never holds"));
    }
  }
}
