package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.ByteText;
import dev.ephor.expression.cel.value.CelEquality;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.expression.cel.value.Timestamp;
import dev.ephor.expression.cel.value.UInt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Lists: cel-go's extension in version 3 and Kubernetes' own functions.
 *
 * @see <a href="https://pkg.go.dev/github.com/google/cel-go/ext#Lists">cel-go: Lists</a>
 * @see <a href="https://pkg.go.dev/k8s.io/apiserver/pkg/cel/library#Lists">Kubernetes: Lists</a>
 */
public final class ListsLibrary {

  private static final String[] ORDERED = {
    "int", "uint", "double", "bool", "duration", "timestamp", "string", "bytes"
  };

  /** More numbers than this nobody lists. */
  private static final long LONGEST_RANGE = 10_000_000;

  private ListsLibrary() {}

  public static Library library() {
    List<Overload> all = new ArrayList<>();
    all.add(
        Overload.member(
            "list(T).slice(int, int) -> list(T)",
            a -> slice((List<?>) a[0], (Long) a[1], (Long) a[2])));
    all.add(Overload.member("list(list(T)).flatten() -> list(T)", a -> flatten((List<?>) a[0], 1)));
    all.add(
        Overload.member(
            "list(dyn).flatten(int) -> list(dyn)", a -> flatten((List<?>) a[0], (Long) a[1])));
    all.add(Overload.global("lists.range(int) -> list(int)", a -> range((Long) a[0])));
    all.add(Overload.member("list(T).reverse() -> list(T)", a -> reverse((List<?>) a[0])));
    all.add(Overload.member("list(T).distinct() -> list(T)", a -> distinct((List<?>) a[0])));
    for (String type : ORDERED) {
      String list = "list(" + type + ")";
      all.add(
          Overload.member(
              list + ".sort() -> " + list, a -> sorted((List<?>) a[0], (List<?>) a[0])));
      all.add(
          Overload.member(
              "list(T).@sortByAssociatedKeys(" + list + ") -> list(T)",
              a -> sorted((List<?>) a[0], (List<?>) a[1])));
      all.add(Overload.member(list + ".isSorted() -> bool", a -> isSorted((List<?>) a[0])));
      all.add(Overload.member(list + ".min() -> " + type, a -> extreme("min", (List<?>) a[0], -1)));
      all.add(Overload.member(list + ".max() -> " + type, a -> extreme("max", (List<?>) a[0], 1)));
    }
    sum(all, "int", 0L);
    sum(all, "uint", new UInt(0));
    sum(all, "double", 0.0);
    sum(all, "duration", Duration.ZERO);
    all.add(
        Overload.member("list(T).indexOf(T) -> int", a -> indexOf((List<?>) a[0], a[1], false)));
    all.add(
        Overload.member("list(T).lastIndexOf(T) -> int", a -> indexOf((List<?>) a[0], a[1], true)));
    return new Library("lists", all);
  }

  private static void sum(List<Overload> all, String type, Object zero) {
    all.add(
        Overload.member(
            "list(" + type + ").sum() -> " + type,
            a -> {
              Object sum = zero;
              for (Object item : (List<?>) a[0]) {
                sum = Arithmetic.add(sum, CelValues.of(item));
                if (sum instanceof CelError) {
                  return sum;
                }
              }
              return sum;
            }));
  }

  private static Object slice(List<?> list, long start, long end) {
    String call = "cannot slice(" + start + ", " + end + "), ";
    if (start < 0 || end < 0) {
      return new CelError(call + "negative indexes not supported");
    }
    if (start > end) {
      return new CelError(call + "start index must be less than or equal to end index");
    }
    if (list.size() < end) {
      return new CelError(call + "list is length " + list.size());
    }
    return new ArrayList<>(list.subList((int) start, (int) end));
  }

  private static Object flatten(List<?> list, long depth) {
    if (depth < 0) {
      return new CelError("level must be non-negative");
    }
    List<Object> flat = new ArrayList<>();
    flatten(list, depth, flat);
    return flat;
  }

  private static void flatten(List<?> list, long depth, List<Object> flat) {
    for (Object item : list) {
      if (item instanceof List<?> inner && depth > 0) {
        flatten(inner, depth - 1, flat);
      } else {
        flat.add(CelValues.of(item));
      }
    }
  }

  private static Object range(long size) {
    if (size < 0) {
      return new CelError("lists.range: size must be non-negative, got " + size);
    }
    if (size > LONGEST_RANGE) {
      return new CelError(
          "lists.range: size " + size + " exceeds maximum allowed (" + LONGEST_RANGE + ")");
    }
    List<Object> numbers = new ArrayList<>((int) size);
    for (long i = 0; i < size; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static Object reverse(List<?> list) {
    List<Object> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  private static Object distinct(List<?> list) {
    List<Object> distinct = new ArrayList<>();
    for (Object item : list) {
      Object value = CelValues.of(item);
      if (distinct.stream().noneMatch(other -> CelEquality.equal(other, value))) {
        distinct.add(value);
      }
    }
    return distinct;
  }

  private static Object sorted(List<?> list, List<?> keys) {
    if (list.size() != keys.size()) {
      return new CelError(
          "@sortByAssociatedKeys() expected a list of the same size as the associated keys list,"
              + " but got "
              + list.size()
              + " and "
              + keys.size()
              + " elements respectively");
    }
    if (list.isEmpty()) {
      return list;
    }
    Object first = CelValues.of(keys.get(0));
    if (Operators.order(first, first) == null) {
      return new CelError("list elements must be comparable");
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Object key = CelValues.of(keys.get(i));
      if (!CelValues.typeName(key).equals(CelValues.typeName(first))) {
        return new CelError("list elements must have the same type");
      }
      order.add(i);
    }
    order.sort(
        (a, b) -> {
          Integer compared = Operators.order(CelValues.of(keys.get(a)), CelValues.of(keys.get(b)));
          return compared == null ? 0 : compared;
        });
    List<Object> sorted = new ArrayList<>();
    for (int index : order) {
      sorted.add(CelValues.of(list.get(index)));
    }
    return sorted;
  }

  /** Kubernetes: what can be compared, but not with its neighbour, is in order. */
  private static Object isSorted(List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      Object item = CelValues.of(list.get(i));
      if (!isOrdered(item)) {
        return CelError.NO_SUCH_OVERLOAD;
      }
      Integer order = i == 0 ? null : Operators.order(CelValues.of(list.get(i - 1)), item);
      if (order != null && order > 0) {
        return false;
      }
    }
    return true;
  }

  /** The first of what is furthest; what cannot be compared with it is passed over. */
  private static Object extreme(String function, List<?> list, int wanted) {
    Object best = null;
    for (Object each : list) {
      Object item = CelValues.of(each);
      if (!isOrdered(item)) {
        return CelError.NO_SUCH_OVERLOAD;
      }
      Integer order = best == null ? null : Operators.order(item, best);
      if (best == null || (order != null && Integer.signum(order) == wanted)) {
        best = item;
      }
    }
    return best == null ? new CelError(function + " called on empty list") : best;
  }

  private static boolean isOrdered(Object item) {
    return CelEquality.isNumber(item)
        || item instanceof Boolean
        || item instanceof String
        || item instanceof ByteText
        || item instanceof Timestamp
        || item instanceof Duration;
  }

  private static long indexOf(List<?> list, Object item, boolean last) {
    for (int i = 0; i < list.size(); i++) {
      int index = last ? list.size() - 1 - i : i;
      if (CelEquality.equal(CelValues.of(list.get(index)), item)) {
        return index;
      }
    }
    return -1;
  }
}
