package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelEquality;
import dev.ephor.expression.cel.value.CelValues;
import java.util.List;

/**
 * Lists read as sets.
 *
 * @see <a href="https://pkg.go.dev/github.com/google/cel-go/ext#Sets">cel-go: Sets</a>
 */
public final class SetsLibrary {

  private static final Library LIBRARY =
      new Library(
          "sets",
          List.of(
              Overload.global(
                  "sets.contains(list(T), list(T)) -> bool",
                  a -> contains((List<?>) a[0], (List<?>) a[1])),
              Overload.global(
                  "sets.equivalent(list(T), list(T)) -> bool",
                  a ->
                      contains((List<?>) a[0], (List<?>) a[1])
                          && contains((List<?>) a[1], (List<?>) a[0])),
              Overload.global(
                  "sets.intersects(list(T), list(T)) -> bool",
                  a -> ((List<?>) a[0]).stream().anyMatch(item -> has((List<?>) a[1], item)))));

  private SetsLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  private static boolean contains(List<?> list, List<?> part) {
    return part.stream().allMatch(item -> has(list, item));
  }

  private static boolean has(List<?> list, Object item) {
    Object wanted = CelValues.of(item);
    return list.stream().anyMatch(other -> CelEquality.equal(CelValues.of(other), wanted));
  }
}
