package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.Opaque;
import dev.ephor.kubernetes.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Amounts such as {@code 500Mi}.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/apiserver/pkg/cel/library#Quantity">Kubernetes:
 *     Quantity</a>
 */
public final class QuantityLibrary {

  private static final String TYPE = "kubernetes.Quantity";
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  /** Why a text is no quantity, in the words of Kubernetes. */
  private static final CelError WRONG =
      new CelError(
          "quantities must match the regular expression"
              + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");

  /** What is a number with letters behind it, though not with those of a unit. */
  private static final Pattern WITH_SUFFIX =
      Pattern.compile("[+-]?[0-9]*(\\.[0-9]*)?[eEinumkKMGTP]+[-+]?[0-9]*");

  private static final CelError WRONG_SUFFIX = new CelError("unable to parse quantity's suffix");

  private static final Library LIBRARY =
      new Library(
          "quantity",
          List.of(
              Overload.global("quantity(string) -> " + TYPE, a -> parse((String) a[0])),
              Overload.global(
                  "isQuantity(string) -> bool", a -> Quantity.parse((String) a[0]) != null),
              Overload.member(TYPE + ".sign() -> int", a -> (long) amount(a, 0).signum()),
              Overload.member(TYPE + ".isInteger() -> bool", a -> isInteger(amount(a, 0))),
              Overload.member(
                  TYPE + ".asInteger() -> int",
                  a ->
                      isInteger(amount(a, 0))
                          ? (Object) amount(a, 0).longValueExact()
                          : new CelError("cannot convert value to integer")),
              Overload.member(
                  TYPE + ".asApproximateFloat() -> double", a -> amount(a, 0).doubleValue()),
              Overload.member(
                  TYPE + ".isGreaterThan(" + TYPE + ") -> bool",
                  a -> amount(a, 0).compareTo(amount(a, 1)) > 0),
              Overload.member(
                  TYPE + ".isLessThan(" + TYPE + ") -> bool",
                  a -> amount(a, 0).compareTo(amount(a, 1)) < 0),
              Overload.member(
                  TYPE + ".compareTo(" + TYPE + ") -> int",
                  a -> (long) amount(a, 0).compareTo(amount(a, 1))),
              Overload.member(
                  TYPE + ".add(" + TYPE + ") -> " + TYPE,
                  a -> with(a, amount(a, 0).add(amount(a, 1)))),
              Overload.member(
                  TYPE + ".add(int) -> " + TYPE,
                  a -> with(a, amount(a, 0).add(BigDecimal.valueOf((Long) a[1])))),
              Overload.member(
                  TYPE + ".sub(" + TYPE + ") -> " + TYPE,
                  a -> with(a, amount(a, 0).subtract(amount(a, 1)))),
              Overload.member(
                  TYPE + ".sub(int) -> " + TYPE,
                  a -> with(a, amount(a, 0).subtract(BigDecimal.valueOf((Long) a[1]))))));

  private QuantityLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  private record Amount(Quantity quantity) implements Opaque {
    @Override
    public String typeName() {
      return TYPE;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Amount that && quantity.compareTo(that.quantity) == 0;
    }

    @Override
    public int hashCode() {
      return quantity.amount().stripTrailingZeros().hashCode();
    }

    @Override
    public String toString() {
      return quantity.toString();
    }
  }

  private static Object parse(String text) {
    Quantity quantity = Quantity.parse(text);
    if (quantity != null) {
      return new Amount(quantity);
    }
    return WITH_SUFFIX.matcher(text).matches() ? WRONG_SUFFIX : WRONG;
  }

  private static BigDecimal amount(Object[] arguments, int index) {
    return ((Amount) arguments[index]).quantity().amount();
  }

  private static Amount with(Object[] arguments, BigDecimal amount) {
    return new Amount(Quantity.of(amount, ((Amount) arguments[0]).quantity().format()));
  }

  private static boolean isInteger(BigDecimal amount) {
    return amount.stripTrailingZeros().scale() <= 0 && amount.abs().compareTo(LARGEST) <= 0;
  }
}
