package dev.ephor.expression.jmespath;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a value is to the dialect. Two functions of the reference give values of types of their own,
 * which most of the language does not take for numbers or arrays: {@code compare} an int, {@code
 * items} a list of maps. Such values carry a source that says so.
 */
final class Types {

  /** The source of integers that are not JSON numbers. */
  static final Source INTEGER = new Source("integer of compare");

  /** The source of lists that are not JSON arrays. */
  static final Source MAPS = new Source("list of items");

  /** The source of what stands for an expression reference that is not an argument. */
  static final Source REFERENCE = new Source("expression reference");

  static final Value NULL = Scalar.of(null);
  static final Value TRUE = Scalar.of(true);
  static final Value FALSE = Scalar.of(false);

  private Types() {}

  static Value bool(boolean value) {
    return value ? TRUE : FALSE;
  }

  static boolean isNumber(Value value) {
    return value instanceof Scalar scalar
        && scalar.content() instanceof Number
        && value.source() != INTEGER;
  }

  static double number(Value value) {
    return value instanceof Scalar scalar && scalar.content() instanceof Number number
        ? number.doubleValue()
        : Double.NaN;
  }

  static boolean isObject(Value value) {
    return value instanceof MapValue && value.source() != REFERENCE;
  }

  /** A JSON array, or a list of maps. */
  static @Nullable ListValue list(Value value) {
    return value instanceof ListValue list ? list : null;
  }

  /** A JSON array and nothing else. */
  static @Nullable ListValue array(Value value) {
    return value instanceof ListValue list && value.source() != MAPS ? list : null;
  }

  static boolean isArrayOfNumbers(Value value) {
    ListValue list = array(value);
    if (list == null) {
      return false;
    }
    for (int i = 0; i < list.size(); i++) {
      if (!isNumber(list.at(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean isArrayOfStrings(Value value) {
    ListValue list = array(value);
    if (list == null) {
      return false;
    }
    for (int i = 0; i < list.size(); i++) {
      if (list.at(i).asString() == null) {
        return false;
      }
    }
    return true;
  }

  /** Whether a value counts as false: null, false, and what is empty; zero does not. */
  static boolean isFalse(Value value) {
    if (value instanceof Scalar scalar) {
      Object content = scalar.content();
      return content == null || content.equals(false) || content.equals("");
    }
    if (value instanceof ListValue list) {
      return list.isEmpty();
    }
    return value instanceof MapValue map && map.isEmpty() && map.source() != REFERENCE;
  }

  /** Equality of content in which numbers are doubles. */
  static boolean equal(Value left, Value right, Budget budget) {
    budget.step();
    if (left == right) {
      return !(left instanceof Scalar scalar
          && Double.valueOf(Double.NaN).equals(scalar.content()));
    }
    if (left instanceof MapValue a && right instanceof MapValue b) {
      return equalMaps(a, b, budget);
    }
    if (left instanceof ListValue a && right instanceof ListValue b) {
      if (a.size() != b.size() || (a.source() == MAPS) != (b.source() == MAPS)) {
        return false;
      }
      for (int i = 0; i < a.size(); i++) {
        if (!equal(a.at(i), b.at(i), budget)) {
          return false;
        }
      }
      return true;
    }
    if (left instanceof Scalar a && right instanceof Scalar b) {
      if (a.content() instanceof Number && b.content() instanceof Number) {
        return number(a) == number(b) && (a.source() == INTEGER) == (b.source() == INTEGER);
      }
      return a.equals(b);
    }
    return false;
  }

  private static boolean equalMaps(MapValue a, MapValue b, Budget budget) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      Value other = b.child(a.keyAt(i));
      if (other == null || !equal(a.valueAt(i), other, budget)) {
        return false;
      }
    }
    return true;
  }
}
