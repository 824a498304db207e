package dev.ephor.rule.validate;

import dev.ephor.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of operators that a condition may name, in any letter case. A new operator is a method
 * in the file of its family and a line here.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/preconditions/#operators">
 *     Kyverno: operators</a>
 */
public final class ConditionOperators {

  /** A line of the table: whether the operator holds between a condition's key and its value. */
  private record Line(String name, BiPredicate<Value, Value> holds) {}

  private static final List<Line> TABLE =
      List.of(
          new Line("Equal", EqualityConditions::equal),
          new Line("Equals", EqualityConditions::equal),
          new Line("NotEqual", EqualityConditions::notEqual),
          new Line("NotEquals", EqualityConditions::notEqual),
          new Line("AnyIn", MembershipConditions::anyIn),
          new Line("AllIn", MembershipConditions::allIn),
          new Line("AnyNotIn", MembershipConditions::anyNotIn),
          new Line("AllNotIn", MembershipConditions::allNotIn),
          new Line("In", ListedConditions::in),
          new Line("NotIn", ListedConditions::notIn),
          new Line("GreaterThan", OrderConditions.that(order -> order > 0)),
          new Line("GreaterThanOrEquals", OrderConditions.that(order -> order >= 0)),
          new Line("LessThan", OrderConditions.that(order -> order < 0)),
          new Line("LessThanOrEquals", OrderConditions.that(order -> order <= 0)),
          new Line("DurationGreaterThan", DurationConditions.that(order -> order > 0)),
          new Line("DurationGreaterThanOrEquals", DurationConditions.that(order -> order >= 0)),
          new Line("DurationLessThan", DurationConditions.that(order -> order < 0)),
          new Line("DurationLessThanOrEquals", DurationConditions.that(order -> order <= 0)));

  private static final Map<String, BiPredicate<Value, Value>> BY_NAME =
      TABLE.stream().collect(Collectors.toMap(line -> lower(line.name()), Line::holds));

  private ConditionOperators() {}

  /** The names, as documented. */
  public static List<String> names() {
    return TABLE.stream().map(Line::name).toList();
  }

  /**
   * What an operator says of a key and a value; null where there is no such operator. Those that
   * ask for an order are found in any letter case too, but Kyverno then knows none of their answers
   * and they never hold.
   */
  static @Nullable BiPredicate<Value, Value> named(String name) {
    BiPredicate<Value, Value> holds = BY_NAME.get(lower(name));
    boolean ordered = lower(name).contains("than");
    return holds == null || !ordered || names().contains(name) ? holds : (key, value) -> false;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
