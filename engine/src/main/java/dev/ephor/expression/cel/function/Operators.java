package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.ByteText;
import dev.ephor.expression.cel.value.CelEquality;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.expression.cel.value.Timestamp;
import dev.ephor.expression.cel.value.UInt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Operators and the few functions that cel-go treats like them: they look at their first operand's
 * type themselves, and name no types when they do not know it.
 */
public final class Operators {

  private static final Map<String, Overload.Pure> TABLE =
      Map.ofEntries(
          Map.entry("_+_", a -> Arithmetic.add(a[0], a[1])),
          Map.entry("_-_", a -> Arithmetic.subtract(a[0], a[1])),
          Map.entry("_*_", a -> Arithmetic.multiply(a[0], a[1])),
          Map.entry("_/_", a -> Arithmetic.divide(a[0], a[1])),
          Map.entry("_%_", a -> Arithmetic.modulo(a[0], a[1])),
          Map.entry("-_", a -> Arithmetic.negate(a[0])),
          Map.entry("!_", a -> a[0] instanceof Boolean b ? !b : CelError.NO_SUCH_OVERLOAD),
          Map.entry("_<_", a -> compare("_<_", a, order -> order < 0)),
          Map.entry("_<=_", a -> compare("_<=_", a, order -> order <= 0)),
          Map.entry("_>_", a -> compare("_>_", a, order -> order > 0)),
          Map.entry("_>=_", a -> compare("_>=_", a, order -> order >= 0)),
          Map.entry("@in", a -> in(a[0], a[1])),
          Map.entry("size", a -> size(a[0])));

  private Operators() {}

  /** The operator of a name, null where it is a function like others. */
  public static Overload.@Nullable Pure find(String function) {
    return TABLE.get(function);
  }

  /** An operand that cannot stand first. */
  static CelError unknown(String function) {
    return new CelError("no such overload: " + function);
  }

  private static Object compare(String function, Object[] operands, IntPredicate wanted) {
    Object left = operands[0];
    Object right = operands[1];
    if (CelEquality.isNumber(left)) {
      if (!CelEquality.isNumber(right)) {
        return CelError.NO_SUCH_OVERLOAD;
      }
      Integer order = CelEquality.compareNumbers(left, right);
      return order == null ? new CelError("NaN values cannot be ordered") : wanted.test(order);
    }
    Integer order = order(left, right);
    if (order != null) {
      return wanted.test(order);
    }
    boolean comparable =
        left instanceof String
            || left instanceof Boolean
            || left instanceof ByteText
            || left instanceof Timestamp
            || left instanceof Duration;
    return comparable ? CelError.NO_SUCH_OVERLOAD : unknown(function);
  }

  /** How two values of one ordered type are ordered; null where they are not. */
  static @Nullable Integer order(Object left, Object right) {
    if (CelEquality.isNumber(left) && CelEquality.isNumber(right)) {
      return CelEquality.compareNumbers(left, right);
    } else if (left instanceof String first && right instanceof String second) {
      return compareText(first, second);
    } else if (left instanceof Boolean first && right instanceof Boolean second) {
      return Boolean.compare(first, second);
    } else if (left instanceof ByteText first && right instanceof ByteText second) {
      return first.compareTo(second);
    } else if (left instanceof Timestamp first && right instanceof Timestamp second) {
      return first.compareTo(second);
    } else if (left instanceof Duration first && right instanceof Duration second) {
      return first.compareTo(second);
    }
    return null;
  }

  /** By code points, as UTF-8 bytes are ordered. */
  private static int compareText(String first, String second) {
    int shared = Math.min(first.length(), second.length());
    for (int i = 0; i < shared; i++) {
      char a = first.charAt(i);
      char b = second.charAt(i);
      if (a != b) {
        boolean halfA = Character.isSurrogate(a);
        boolean halfB = Character.isSurrogate(b);
        return halfA == halfB ? a - b : halfA ? 1 : -1;
      }
    }
    return first.length() - second.length();
  }

  private static Object in(Object item, Object container) {
    if (container instanceof Map<?, ?> map) {
      return CelEquality.find(map, item) != null;
    }
    if (container instanceof List<?> list) {
      for (Object other : list) {
        if (CelEquality.equal(item, CelValues.of(other))) {
          return true;
        }
      }
      return false;
    }
    return CelError.NO_SUCH_OVERLOAD;
  }

  private static Object size(Object value) {
    if (value instanceof String text) {
      return (long) text.codePointCount(0, text.length());
    } else if (value instanceof List<?> list) {
      return (long) list.size();
    } else if (value instanceof Map<?, ?> map) {
      return (long) map.size();
    } else if (value instanceof ByteText bytes) {
      return (long) bytes.size();
    }
    return unknown("size");
  }

  /** An int as a number of CEL. */
  static UInt unsigned(long bits) {
    return new UInt(bits);
  }
}
