package dev.ephor.expression.cel.value;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Equality and order across the types of CEL: numbers compare by amount, whatever their type. */
public final class CelEquality {

  private CelEquality() {}

  /** Whether two values are equal; values of different types are not, numbers aside. */
  public static boolean equal(Object left, Object right) {
    if (isNumber(left) && isNumber(right)) {
      Integer order = compareNumbers(left, right);
      return order != null && order == 0;
    }
    if (left instanceof List<?> first && right instanceof List<?> second) {
      return equalLists(first, second);
    }
    if (left instanceof Map<?, ?> first && right instanceof Map<?, ?> second) {
      return equalMaps(first, second);
    }
    if (left instanceof java.util.Optional<?> first
        && right instanceof java.util.Optional<?> second) {
      return first.isPresent() == second.isPresent()
          && (first.isEmpty() || equal(first.get(), second.orElseThrow()));
    }
    return left.equals(right);
  }

  private static boolean equalLists(List<?> first, List<?> second) {
    if (first.size() != second.size()) {
      return false;
    }
    Iterator<?> others = second.iterator();
    for (Object item : first) {
      if (!equal(CelValues.of(item), CelValues.of(others.next()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalMaps(Map<?, ?> first, Map<?, ?> second) {
    if (first.size() != second.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : first.entrySet()) {
      Object other = find(second, CelValues.of(entry.getKey()));
      if (other == null || !equal(CelValues.of(entry.getValue()), other)) {
        return false;
      }
    }
    return true;
  }

  /** The value under a key, numbers matching by amount; null where there is none. */
  public static @Nullable Object find(Map<?, ?> map, Object key) {
    Object found = map.get(key);
    if (found != null) {
      return CelValues.of(found);
    }
    if (map.containsKey(key)) {
      return CelNull.NULL;
    }
    if (isNumber(key) && !map.isEmpty()) {
      for (Object same : spellings(key)) {
        if (!same.equals(key) && map.containsKey(same)) {
          return CelValues.of(map.get(same));
        }
      }
    }
    return null;
  }

  private static List<Object> spellings(Object key) {
    if (key instanceof Double number) {
      long whole = (long) (double) number;
      return number == whole && Math.abs(number) < 0x1p53
          ? whole >= 0 ? List.of(whole, new UInt(whole)) : List.of(whole)
          : List.of();
    }
    long bits = key instanceof UInt number ? number.bits() : (Long) key;
    return bits >= 0 ? List.of(bits, new UInt(bits)) : List.of();
  }

  public static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Double || value instanceof UInt;
  }

  /** Negative, zero or positive as numbers are ordered; null where one is not a number at all. */
  public static @Nullable Integer compareNumbers(Object left, Object right) {
    if (left instanceof Long first && right instanceof Long second) {
      return Long.compare(first, second);
    }
    if (left instanceof Double first && right instanceof Double second) {
      return compareDoubles(first, second);
    }
    if (left instanceof UInt first && right instanceof UInt second) {
      return first.compareTo(second);
    }
    if (left instanceof Double first) {
      return compareToWhole(first, right);
    }
    if (right instanceof Double second) {
      Integer order = compareToWhole(second, left);
      return order == null ? null : -order;
    }
    return decimal(left).compareTo(decimal(right));
  }

  /** As cel-go does: inside the whole numbers' range a double decides, which may lose digits. */
  private static @Nullable Integer compareToWhole(double real, Object whole) {
    boolean signed = whole instanceof Long;
    if (real < (signed ? -0x1p63 : 0)) {
      return -1;
    }
    return real > (signed ? 0x1p63 : 0x1p64) ? (Integer) 1 : compareDoubles(real, toDouble(whole));
  }

  private static @Nullable Integer compareDoubles(double first, double second) {
    if (Double.isNaN(first) || Double.isNaN(second)) {
      return null;
    }
    return first < second ? -1 : first > second ? 1 : 0;
  }

  private static BigDecimal decimal(Object number) {
    return number instanceof UInt unsigned
        ? new BigDecimal(unsigned.toString())
        : BigDecimal.valueOf((Long) number);
  }

  /** A number of CEL as a double. */
  public static double toDouble(Object number) {
    if (number instanceof Double real) {
      return real;
    }
    return number instanceof UInt unsigned ? unsigned.toDouble() : (double) (Long) number;
  }
}
