package dev.ephor.rule.validate;

import dev.ephor.kubernetes.Quantity;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code Equals} and {@code NotEquals}. The key's type says how the two are compared; where the
 * value is of a type that cannot be compared with it, they are unequal.
 */
final class EqualityConditions {

  private enum Answer {
    EQUAL,
    UNEQUAL,
    /** Both operators say no, one of Kyverno's quirks. */
    NEITHER
  }

  private EqualityConditions() {}

  static boolean equal(Value key, Value value) {
    return compare(key, value) == Answer.EQUAL;
  }

  static boolean notEqual(Value key, Value value) {
    return compare(key, value) == Answer.UNEQUAL;
  }

  private static Answer compare(Value key, Value value) {
    if (key instanceof MapValue || key instanceof ListValue) {
      return answer(key.equals(value));
    }
    Object content = key instanceof Scalar scalar ? scalar.content() : null;
    Object other = value instanceof Scalar scalar ? scalar.content() : null;
    if (content == null) {
      return Answer.NEITHER;
    }
    if (content instanceof Long whole) {
      return whole(whole, other);
    }
    if (content instanceof Double real) {
      return answer(real(real, other));
    }
    return content instanceof String text ? text(text, key, value) : answer(content.equals(other));
  }

  private static Answer whole(long key, @Nullable Object value) {
    if (value instanceof Double real) {
      return answer(real == Math.rint(real) && real.longValue() == key);
    }
    Long number = value instanceof String text ? NumberReader.integer(text) : null;
    return answer(Long.valueOf(key).equals(number == null ? value : number));
  }

  private static boolean real(double key, @Nullable Object value) {
    if (value instanceof Long whole) {
      return key == Math.rint(key) && (long) key == whole;
    }
    Double number = value instanceof String text ? NumberReader.floating(text) : null;
    return number != null ? number == key : value instanceof Double real && real == key;
  }

  private static Answer text(String key, Value keyValue, Value value) {
    Durations durations = Durations.of(keyValue, value);
    if (durations != null) {
      return answer(durations.order() == 0);
    }
    String text = value.asString();
    if (text == null) {
      return Answer.UNEQUAL;
    }
    Quantity amount = Quantity.parse(key);
    if (amount != null) {
      Quantity other = Quantity.parse(text);
      if (other == null) {
        return Wildcard.matches(text, key) ? Answer.NEITHER : Answer.UNEQUAL;
      }
      return answer(amount.equals(other));
    }
    return answer(Wildcard.matches(text, key));
  }

  private static Answer answer(boolean equal) {
    return equal ? Answer.EQUAL : Answer.UNEQUAL;
  }
}
