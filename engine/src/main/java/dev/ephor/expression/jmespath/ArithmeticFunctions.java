package dev.ephor.expression.jmespath;

import dev.ephor.kubernetes.GoDuration;
import dev.ephor.kubernetes.Quantity;
import dev.ephor.value.GoNumber;
import dev.ephor.value.ListValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Kyverno's arithmetic over numbers, quantities and durations. Sums and differences want two of a
 * kind; products and quotients may scale a quantity or a duration by a number.
 */
final class ArithmeticFunctions {

  private static final String MISMATCH = "Types mismatch";
  private static final String ZERO = "Zero divisor passed";
  private static final String NOT_WHOLE = "Non-integer argument(s) passed for modulo";

  private ArithmeticFunctions() {}

  private sealed interface Operand {}

  private record Plain(double amount) implements Operand {}

  private record Amount(Quantity quantity) implements Operand {}

  private record Duration(GoDuration duration) implements Operand {}

  static Value add(Invocation call) {
    return sum(call, operand(call, call.value(0)), operand(call, call.value(1)), 1);
  }

  static Value subtract(Invocation call) {
    return sum(call, operand(call, call.value(0)), operand(call, call.value(1)), -1);
  }

  /** The only item of a list is given back as it is, whatever it is. */
  static Value sum(Invocation call) {
    ListValue items = Types.array(call.value(0));
    if (items == null) {
      throw call.failure(MISMATCH);
    }
    if (items.isEmpty()) {
      throw call.failure("at least one element in the array is required");
    }
    Value total = items.at(0);
    for (int i = 1; i < items.size(); i++) {
      total = sum(call, operand(call, total), operand(call, items.at(i)), 1);
    }
    return total;
  }

  private static Value sum(Invocation call, Operand left, Operand right, int sign) {
    if (left instanceof Plain a && right instanceof Plain b) {
      return call.made(a.amount() + sign * b.amount());
    }
    if (left instanceof Amount a && right instanceof Amount b) {
      BigDecimal other = b.quantity().amount();
      BigDecimal total = a.quantity().amount().add(sign < 0 ? other.negate() : other);
      // a zero takes the format of what is added to it
      boolean adopts = a.quantity().amount().signum() == 0;
      Quantity.Format format = adopts ? b.quantity().format() : a.quantity().format();
      return call.made(Quantity.of(total, format).toString());
    }
    if (left instanceof Duration a && right instanceof Duration b) {
      long nanos = a.duration().nanos() + sign * b.duration().nanos();
      return call.made(new GoDuration(nanos).toString());
    }
    throw call.failure(MISMATCH);
  }

  static Value multiply(Invocation call) {
    Operand left = operand(call, call.value(0));
    Operand right = operand(call, call.value(1));
    if (left instanceof Plain && !(right instanceof Plain)) {
      Operand swapped = left;
      left = right;
      right = swapped;
    }
    if (!(right instanceof Plain factor)) {
      throw call.failure(MISMATCH);
    }
    if (left instanceof Amount a) {
      BigDecimal product = a.quantity().amount().multiply(exact(factor.amount()));
      return call.made(Quantity.of(product, a.quantity().format()).toString());
    }
    if (left instanceof Duration a) {
      return call.made(seconds(a.duration().seconds() * factor.amount()));
    }
    return call.made(((Plain) left).amount() * factor.amount());
  }

  static Value divide(Invocation call) {
    Operand left = operand(call, call.value(0));
    Operand right = operand(call, call.value(1));
    if (right instanceof Plain divisor) {
      if (divisor.amount() == 0) {
        throw call.failure(ZERO);
      }
      if (left instanceof Plain a) {
        return call.made(a.amount() / divisor.amount());
      }
      if (left instanceof Duration a) {
        return call.made(seconds(a.duration().seconds() / divisor.amount()));
      }
      return call.made(quotient(((Amount) left).quantity(), exact(divisor.amount())));
    }
    if (left instanceof Amount a && right instanceof Amount b) {
      double divisor = b.quantity().amount().doubleValue();
      if (divisor == 0) {
        throw call.failure(ZERO);
      }
      return call.made(a.quantity().amount().doubleValue() / divisor);
    }
    if (left instanceof Duration a && right instanceof Duration b) {
      if (b.duration().seconds() == 0) {
        throw call.failure(ZERO);
      }
      return call.made(a.duration().seconds() / b.duration().seconds());
    }
    throw call.failure(MISMATCH);
  }

  /** As many decimal places as the operands have, and cut there. */
  private static String quotient(Quantity dividend, BigDecimal divisor) {
    int scale = Math.max(dividend.amount().scale(), divisor.scale());
    BigDecimal quotient = dividend.amount().divide(divisor, scale, RoundingMode.DOWN);
    return Quantity.of(quotient, dividend.format()).toString();
  }

  static Value modulo(Invocation call) {
    Operand left = operand(call, call.value(0));
    Operand right = operand(call, call.value(1));
    if (left instanceof Plain a && right instanceof Plain b) {
      return call.made((double) remainder(call, a.amount(), b.amount()));
    }
    if (left instanceof Amount a && right instanceof Amount b) {
      double dividend = a.quantity().amount().doubleValue();
      long rest = remainder(call, dividend, b.quantity().amount().doubleValue());
      return call.made(Quantity.of(BigDecimal.valueOf(rest), a.quantity().format()).toString());
    }
    if (left instanceof Duration a && right instanceof Duration b) {
      if (b.duration().nanos() == 0) {
        throw call.failure(ZERO);
      }
      long rest = a.duration().nanos() % b.duration().nanos();
      return call.made(new GoDuration(rest).toString());
    }
    throw call.failure(MISMATCH);
  }

  private static long remainder(Invocation call, double dividend, double divisor) {
    if (!NumberFunctions.isInteger(dividend) || !NumberFunctions.isInteger(divisor)) {
      throw call.failure(NOT_WHOLE);
    }
    if (divisor == 0) {
      throw call.failure(ZERO);
    }
    return (long) dividend % (long) divisor;
  }

  private static Operand operand(Invocation call, Value value) {
    if (Types.isNumber(value)) {
      return new Plain(Types.number(value));
    }
    String text = value instanceof Scalar ? value.asString() : null;
    Quantity quantity = text == null ? null : Quantity.parse(text);
    if (quantity != null) {
      return new Amount(quantity);
    }
    GoDuration duration = text == null ? null : GoDuration.parse(text);
    if (duration != null) {
      return new Duration(duration);
    }
    throw call.failure("invalid operand");
  }

  /** The number as a quantity: what its printed form says. */
  private static BigDecimal exact(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new Failure(
          "quantities must match the regular expression"
              + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    }
    Quantity quantity = Quantity.parse(GoNumber.general(number));
    return quantity == null ? BigDecimal.valueOf(number) : quantity.amount();
  }

  private static String seconds(double seconds) {
    return new GoDuration((long) (seconds * 1e9)).toString();
  }
}
