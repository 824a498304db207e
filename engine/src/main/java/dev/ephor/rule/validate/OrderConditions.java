package dev.ephor.rule.validate;

import dev.ephor.kubernetes.Quantity;
import dev.ephor.kubernetes.SemanticVersion;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code GreaterThan}, {@code GreaterThanOrEquals}, {@code LessThan} and {@code LessThanOrEquals}:
 * between durations, quantities, numbers or semantic versions. What cannot be compared is in no
 * order, and every operator says no.
 */
final class OrderConditions {

  private OrderConditions() {}

  /** An operator that holds for some results of a comparison of key with value. */
  static BiPredicate<Value, Value> that(IntPredicate holds) {
    return (key, value) -> {
      OptionalInt order = order(key, value);
      return order.isPresent() && holds.test(order.getAsInt());
    };
  }

  private static OptionalInt order(Value key, Value value) {
    Durations durations = Durations.of(key, value);
    if (durations != null && comparable(key)) {
      return OptionalInt.of(durations.order());
    }
    Object content = content(key);
    if (content instanceof Number number) {
      return numbers(number.doubleValue(), value);
    }
    return content instanceof String text ? texts(text, value) : OptionalInt.empty();
  }

  private static OptionalInt texts(String key, Value value) {
    String other = value.asString();
    Quantity amount = other == null ? null : Quantity.parse(key);
    Quantity limit = other == null ? null : Quantity.parse(other);
    if (amount != null && limit != null) {
      return OptionalInt.of(amount.compareTo(limit));
    }
    Double number = NumberReader.floating(key);
    if (number != null) {
      return numbers(number, value);
    }
    SemanticVersion version = SemanticVersion.read(key);
    SemanticVersion bound = other == null ? null : SemanticVersion.read(other);
    return version == null || bound == null
        ? OptionalInt.empty()
        : OptionalInt.of(version.compareTo(bound));
  }

  private static OptionalInt numbers(double key, Value value) {
    Object content = content(value);
    Double other =
        content instanceof Number number
            ? (Double) number.doubleValue()
            : content instanceof String text ? NumberReader.floating(text) : null;
    if (other == null || Double.isNaN(key) || Double.isNaN(other)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(key < other ? -1 : key > other ? 1 : 0);
  }

  private static boolean comparable(Value key) {
    Object content = content(key);
    return content instanceof Number || content instanceof String;
  }

  private static @Nullable Object content(Value value) {
    return value instanceof Scalar scalar ? scalar.content() : null;
  }
}
