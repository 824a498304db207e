package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelEquality;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.expression.cel.value.UInt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * Numbers: cel-go's extension and Kyverno's rounding to a number of digits.
 *
 * @see <a href="https://pkg.go.dev/github.com/google/cel-go/ext#Math">cel-go: Math</a>
 */
public final class MathLibrary {

  private static final String[] NUMBERS = {"double", "int", "uint"};

  private MathLibrary() {}

  public static Library library() {
    List<Overload> all = new ArrayList<>();
    extreme(all, "math.@min", 1);
    extreme(all, "math.@max", -1);
    real(all, "ceil", Math::ceil);
    real(all, "floor", Math::floor);
    real(all, "round", MathLibrary::round);
    real(all, "trunc", number -> number < 0 ? Math.ceil(number) : Math.floor(number));
    all.add(Overload.global("math.isInf(double) -> bool", a -> Double.isInfinite((Double) a[0])));
    all.add(Overload.global("math.isNaN(double) -> bool", a -> Double.isNaN((Double) a[0])));
    all.add(Overload.global("math.isFinite(double) -> bool", a -> Double.isFinite((Double) a[0])));
    all.add(Overload.global("math.abs(double) -> double", a -> Math.abs((Double) a[0])));
    all.add(
        Overload.global(
            "math.abs(int) -> int",
            a ->
                (Long) a[0] == Long.MIN_VALUE
                    ? new CelError("integer overflow")
                    : (Object) Math.abs((Long) a[0])));
    all.add(Overload.global("math.abs(uint) -> uint", a -> a[0]));
    all.add(Overload.global("math.sign(double) -> double", a -> Math.signum((Double) a[0])));
    all.add(Overload.global("math.sign(int) -> int", a -> (long) Long.signum((Long) a[0])));
    all.add(
        Overload.global(
            "math.sign(uint) -> uint", a -> new UInt(((UInt) a[0]).bits() == 0 ? 0 : 1)));
    all.add(Overload.global("math.sqrt(double) -> double", a -> Math.sqrt((Double) a[0])));
    all.add(Overload.global("math.sqrt(int) -> double", a -> Math.sqrt((Long) a[0])));
    all.add(Overload.global("math.sqrt(uint) -> double", a -> Math.sqrt(((UInt) a[0]).toDouble())));
    bits(all, "bitAnd", (a, b) -> a & b);
    bits(all, "bitOr", (a, b) -> a | b);
    bits(all, "bitXor", (a, b) -> a ^ b);
    all.add(Overload.global("math.bitNot(int) -> int", a -> ~(Long) a[0]));
    all.add(Overload.global("math.bitNot(uint) -> uint", a -> new UInt(~((UInt) a[0]).bits())));
    shift(all, "bitShiftLeft", (a, n) -> n > 63 ? 0 : a << n, (a, n) -> n > 63 ? 0 : a << n);
    // A shift to the right of an int fills with zeros too, as the extension's documentation says.
    shift(all, "bitShiftRight", (a, n) -> n > 63 ? 0 : a >>> n, (a, n) -> n > 63 ? 0 : a >>> n);
    all.add(
        Overload.global(
            "math.round(double, int) -> double", a -> round((Double) a[0], (Long) a[1])));
    return new Library("math", all);
  }

  private static void extreme(List<Overload> all, String name, int replaced) {
    for (String type : NUMBERS) {
      all.add(Overload.global(name + "(" + type + ") -> " + type, a -> a[0]));
      for (String other : NUMBERS) {
        String result = type.equals(other) ? type : "dyn";
        all.add(
            Overload.global(
                name + "(" + type + ", " + other + ") -> " + result,
                a -> pick(name, List.of(a[0], a[1]), replaced)));
      }
      all.add(
          Overload.global(
              name + "(list(" + type + ")) -> " + type, a -> pick(name, (List<?>) a[0], replaced)));
    }
  }

  private static Object pick(String name, List<?> list, int replaced) {
    if (list.isEmpty()) {
      return new CelError(name + "(list) argument must not be empty");
    }
    Object best = CelValues.of(list.get(0));
    for (int i = 1; i < list.size(); i++) {
      Object item = CelValues.of(list.get(i));
      if (!CelEquality.isNumber(best) || !CelEquality.isNumber(item)) {
        return new CelError("no such overload: " + name);
      }
      Integer order = CelEquality.compareNumbers(best, item);
      if (order == null) {
        return new CelError("NaN values cannot be ordered: " + name);
      }
      if (Integer.signum(order) == replaced) {
        best = item;
      }
    }
    return CelEquality.isNumber(best) ? best : new CelError("no such overload: " + name);
  }

  private static void real(List<Overload> all, String name, DoubleUnaryOperator operator) {
    all.add(
        Overload.global(
            "math." + name + "(double) -> double", a -> operator.applyAsDouble((Double) a[0])));
  }

  /** Halves go away from zero, as in Go. */
  private static double round(double number) {
    double below = Math.floor(Math.abs(number));
    double rounded = Math.abs(number) - below >= 0.5 ? below + 1 : below;
    return Math.copySign(rounded, number);
  }

  /** As the reference computes it, which gives no number where the scale is none. */
  private static double round(double number, long digits) {
    double scale = Math.pow(10, (double) digits);
    return round(number * scale) / scale;
  }

  private static void bits(List<Overload> all, String name, LongBinaryOperator operator) {
    all.add(
        Overload.global(
            "math." + name + "(int, int) -> int",
            a -> operator.applyAsLong((Long) a[0], (Long) a[1])));
    all.add(
        Overload.global(
            "math." + name + "(uint, uint) -> uint",
            a -> new UInt(operator.applyAsLong(((UInt) a[0]).bits(), ((UInt) a[1]).bits()))));
  }

  private static void shift(
      List<Overload> all, String name, LongBinaryOperator signed, LongBinaryOperator unsigned) {
    all.add(
        Overload.global(
            "math." + name + "(int, int) -> int",
            a ->
                (Long) a[1] < 0
                    ? negative(name, a[1])
                    : (Object) signed.applyAsLong((Long) a[0], (Long) a[1])));
    all.add(
        Overload.global(
            "math." + name + "(uint, int) -> uint",
            a ->
                (Long) a[1] < 0
                    ? negative(name, a[1])
                    : new UInt(unsigned.applyAsLong(((UInt) a[0]).bits(), (Long) a[1]))));
  }

  private static CelError negative(String name, Object offset) {
    return new CelError("math." + name + "() negative offset: " + offset);
  }
}
