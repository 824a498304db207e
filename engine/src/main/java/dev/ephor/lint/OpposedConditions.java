package dev.ephor.lint;

import dev.ephor.kubernetes.GoDuration;
import dev.ephor.kubernetes.Quantity;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two conditions on one key that are always true or always false together: under {@code any} the
 * key differs from one of two values whatever it is, under {@code all} it cannot be both.
 */
final class OpposedConditions {

  private OpposedConditions() {}

  /** Looks at a block with {@code any} and {@code all}; what is no block has nothing to say. */
  static void check(@Nullable Value block, Consumer<LintFinding> found) {
    if (block instanceof MapValue lists) {
      check(Subject.maps(lists.list("any")), "NotEquals", found);
      check(Subject.maps(lists.list("all")), "Equals", found);
    }
  }

  private static void check(
      List<MapValue> conditions, String operator, Consumer<LintFinding> found) {
    for (int i = 0; i < conditions.size(); i++) {
      for (int j = 0; j < i; j++) {
        MapValue one = conditions.get(i);
        MapValue other = conditions.get(j);
        if (oppose(one, other, operator)) {
          found.accept(finding(one, other, operator));
          return;
        }
      }
    }
  }

  private static boolean oppose(MapValue one, MapValue other, String operator) {
    String key = one.string("key");
    String value = one.string("value");
    String otherValue = other.string("value");
    return key != null
        && key.contains("{{")
        && !key.contains("random(")
        && key.equals(other.string("key"))
        && operator.equals(one.string("operator"))
        && operator.equals(other.string("operator"))
        && value != null
        && otherValue != null
        && isPlain(value)
        && isPlain(otherValue)
        && !value.equals(otherValue);
  }

  /** Whether a text is equal to nothing but itself. */
  private static boolean isPlain(String value) {
    return !value.contains("{{")
        && !Wildcard.containsWildcard(value)
        && GoDuration.parse(value) == null
        && Quantity.parse(value) == null;
  }

  private static LintFinding finding(MapValue one, MapValue other, String operator) {
    boolean always = operator.equals("NotEquals");
    String values = other.string("value") + " and " + one.string("value");
    return LintFinding.atKey(
            Objects.requireNonNull(one.child("key")),
            always
                ? "these conditions are always true: nothing is both "
                    + values
                    + "; put them under all, or use AnyNotIn"
                : "these conditions are always false: nothing is both "
                    + values
                    + "; put them under any, or use AnyIn")
        .with(other.place(Place.Part.VALUE), "the other condition");
  }
}
