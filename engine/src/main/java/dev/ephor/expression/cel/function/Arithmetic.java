package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.ByteText;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.Timestamp;
import dev.ephor.expression.cel.value.UInt;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sums, differences, products, quotients and remainders. */
final class Arithmetic {

  private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64);
  private static final CelError INT_OVERFLOW = new CelError("integer overflow");
  private static final CelError UINT_OVERFLOW = new CelError("unsigned integer overflow");
  private static final CelError BY_ZERO = new CelError("division by zero");
  private static final CelError MODULUS_BY_ZERO = new CelError("modulus by zero");

  private Arithmetic() {}

  static Object add(Object left, Object right) {
    if (left instanceof Long a) {
      return right instanceof Long b ? sum(a, b) : CelError.NO_SUCH_OVERLOAD;
    } else if (left instanceof String a) {
      return right instanceof String b ? a + b : CelError.NO_SUCH_OVERLOAD;
    } else if (left instanceof Double a) {
      return right instanceof Double b ? (Object) (a + b) : CelError.NO_SUCH_OVERLOAD;
    } else if (left instanceof List<?> a) {
      return right instanceof List<?> b ? concat(a, b) : CelError.NO_SUCH_OVERLOAD;
    } else if (left instanceof UInt a) {
      return right instanceof UInt b ? unsigned(big(a).add(big(b))) : CelError.NO_SUCH_OVERLOAD;
    } else if (left instanceof ByteText a) {
      return right instanceof ByteText b ? a.concat(b) : CelError.NO_SUCH_OVERLOAD;
    } else if (left instanceof Duration a) {
      if (right instanceof Duration b) {
        return Times.duration(a.plus(b));
      }
      return right instanceof Timestamp b ? shift(b, a) : CelError.NO_SUCH_OVERLOAD;
    } else if (left instanceof Timestamp a) {
      return right instanceof Duration b ? shift(a, b) : CelError.NO_SUCH_OVERLOAD;
    }
    return Operators.unknown("_+_");
  }

  static Object subtract(Object left, Object right) {
    if (left instanceof Long a) {
      if (!(right instanceof Long b)) {
        return CelError.NO_SUCH_OVERLOAD;
      }
      long difference = a - b;
      return ((a ^ b) & (a ^ difference)) < 0 ? INT_OVERFLOW : (Object) difference;
    } else if (left instanceof Double a) {
      return right instanceof Double b ? (Object) (a - b) : CelError.NO_SUCH_OVERLOAD;
    } else if (left instanceof UInt a) {
      return right instanceof UInt b
          ? unsigned(big(a).subtract(big(b)))
          : CelError.NO_SUCH_OVERLOAD;
    } else if (left instanceof Duration a) {
      return right instanceof Duration b ? Times.duration(a.minus(b)) : CelError.NO_SUCH_OVERLOAD;
    } else if (left instanceof Timestamp a) {
      if (right instanceof Duration b) {
        return shift(a, b.negated());
      }
      return right instanceof Timestamp b
          ? Times.duration(Duration.between(b.time(), a.time()))
          : CelError.NO_SUCH_OVERLOAD;
    }
    return Operators.unknown("_-_");
  }

  static Object multiply(Object left, Object right) {
    if (left instanceof Long a) {
      if (!(right instanceof Long b)) {
        return CelError.NO_SUCH_OVERLOAD;
      }
      long high = Math.multiplyHigh(a, b);
      long low = a * b;
      return (high == 0 && low >= 0) || (high == -1 && low < 0) ? (Object) low : INT_OVERFLOW;
    } else if (left instanceof Double a) {
      return right instanceof Double b ? (Object) (a * b) : CelError.NO_SUCH_OVERLOAD;
    } else if (left instanceof UInt a) {
      return right instanceof UInt b
          ? unsigned(big(a).multiply(big(b)))
          : CelError.NO_SUCH_OVERLOAD;
    }
    return Operators.unknown("_*_");
  }

  static Object divide(Object left, Object right) {
    if (left instanceof Long a) {
      if (!(right instanceof Long b)) {
        return CelError.NO_SUCH_OVERLOAD;
      }
      if (b == 0) {
        return BY_ZERO;
      }
      return a == Long.MIN_VALUE && b == -1 ? INT_OVERFLOW : (Object) (a / b);
    } else if (left instanceof Double a) {
      return right instanceof Double b ? (Object) (a / b) : CelError.NO_SUCH_OVERLOAD;
    } else if (left instanceof UInt a) {
      if (!(right instanceof UInt b)) {
        return CelError.NO_SUCH_OVERLOAD;
      }
      return b.bits() == 0 ? BY_ZERO : new UInt(Long.divideUnsigned(a.bits(), b.bits()));
    }
    return Operators.unknown("_/_");
  }

  static Object modulo(Object left, Object right) {
    if (left instanceof Long a) {
      if (!(right instanceof Long b)) {
        return CelError.NO_SUCH_OVERLOAD;
      }
      if (b == 0) {
        return MODULUS_BY_ZERO;
      }
      return a == Long.MIN_VALUE && b == -1 ? INT_OVERFLOW : (Object) (a % b);
    } else if (left instanceof UInt a) {
      if (!(right instanceof UInt b)) {
        return CelError.NO_SUCH_OVERLOAD;
      }
      return b.bits() == 0 ? MODULUS_BY_ZERO : new UInt(Long.remainderUnsigned(a.bits(), b.bits()));
    }
    return Operators.unknown("_%_");
  }

  static Object negate(Object operand) {
    if (operand instanceof Long number) {
      return number == Long.MIN_VALUE ? INT_OVERFLOW : (Object) (-number);
    } else if (operand instanceof Double number) {
      return -number;
    } else if (operand instanceof Duration duration) {
      return Times.duration(duration.negated());
    }
    return Operators.unknown("-_");
  }

  private static Object sum(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0 ? INT_OVERFLOW : (Object) sum;
  }

  private static BigInteger big(UInt number) {
    return new BigInteger(number.toString());
  }

  private static Object unsigned(BigInteger number) {
    return number.signum() < 0 || number.compareTo(MAX_UNSIGNED) >= 0
        ? UINT_OVERFLOW
        : new UInt(number.longValue());
  }

  private static Object concat(List<?> first, List<?> second) {
    List<Object> joined = new ArrayList<>(first.size() + second.size());
    joined.addAll(first);
    joined.addAll(second);
    return joined;
  }

  private static Object shift(Timestamp time, Duration by) {
    try {
      return Times.timestamp(time.time().plus(by));
    } catch (DateTimeException | ArithmeticException outside) {
      return Times.TIMESTAMP_OVERFLOW;
    }
  }
}
