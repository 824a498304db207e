package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values that may be absent, as cel-go's {@code OptionalTypes} has them. */
public final class OptionalLibrary {

  private static final Library LIBRARY =
      new Library(
          "optional",
          List.of(
              Overload.global("optional.of(A) -> optional(A)", a -> Optional.of(a[0])),
              Overload.global(
                  "optional.ofNonZeroValue(A) -> optional(A)",
                  a -> CelValues.isZero(a[0]) ? Optional.empty() : Optional.of(a[0])),
              Overload.global("optional.none() -> optional(A)", a -> Optional.empty()),
              Overload.member("optional(A).value() -> A", a -> value((Optional<?>) a[0])),
              Overload.member(
                  "optional(A).hasValue() -> bool", a -> ((Optional<?>) a[0]).isPresent()),
              Overload.member(
                  "optional(A).or(optional(A)) -> optional(A)",
                  a -> ((Optional<?>) a[0]).isPresent() ? a[0] : a[1]),
              Overload.member(
                  "optional(A).orValue(A) -> A",
                  a -> ((Optional<?>) a[0]).isPresent() ? ((Optional<?>) a[0]).get() : a[1]),
              Overload.global(
                  "optional.unwrap(list(optional(A))) -> list(A)", a -> unwrap((List<?>) a[0])),
              Overload.member(
                  "list(optional(A)).unwrapOpt() -> list(A)", a -> unwrap((List<?>) a[0])),
              Overload.member("list(A).first() -> optional(A)", a -> item((List<?>) a[0], 0)),
              Overload.member(
                  "list(A).last() -> optional(A)",
                  a -> item((List<?>) a[0], ((List<?>) a[0]).size() - 1)),
              Overload.global(
                  "_[_](optional(list(A)), int) -> optional(A)", a -> CelError.NO_SUCH_OVERLOAD),
              Overload.global(
                  "_[_](optional(map(A, B)), A) -> optional(B)", a -> CelError.NO_SUCH_OVERLOAD),
              Overload.global("_[?_](list(A), int) -> optional(A)", a -> CelError.NO_SUCH_OVERLOAD),
              Overload.global(
                  "_[?_](optional(list(A)), int) -> optional(A)", a -> CelError.NO_SUCH_OVERLOAD),
              Overload.global("_[?_](map(A, B), A) -> optional(B)", a -> CelError.NO_SUCH_OVERLOAD),
              Overload.global(
                  "_[?_](optional(map(A, B)), A) -> optional(B)", a -> CelError.NO_SUCH_OVERLOAD),
              Overload.global(
                  "_?._(dyn, string) -> optional(dyn)", a -> CelError.NO_SUCH_OVERLOAD)));

  /** Where {@code orValue} may be called on anything, it is this function, whose type is dyn. */
  public static final Overload LOOSE_OR_VALUE =
      Overload.global("__orValueCompat__(dyn, dyn) -> dyn", a -> a[0]);

  private OptionalLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  private static Object value(Optional<?> optional) {
    return optional.isPresent() ? optional.get() : new CelError("optional.none() dereference");
  }

  private static Object unwrap(List<?> list) {
    List<Object> present = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof Optional<?> optional)) {
        return new CelError(
            "type conversion error from '" + CelValues.typeName(item) + "' to 'optional_type'");
      }
      optional.ifPresent(present::add);
    }
    return present;
  }

  private static Object item(List<?> list, int index) {
    return list.isEmpty() ? Optional.empty() : Optional.of(CelValues.of(list.get(index)));
  }
}
