package dev.ephor.yaml;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The types of plain scalars as Go's YAML 1.1-flavoured reader gives them (sigs.k8s.io/yaml, its
 * {@code goyaml.v2}), before and after the trip through JSON that Kubernetes tools make.
 */
final class ScalarTyping {

  /** The longest run of digits that surely fits a long. */
  private static final int SAFE_DIGITS = 18;

  private static final double TWO_TO_63 = 0x1p63;

  private ScalarTyping() {}

  /**
   * The value of a plain scalar as it leaves JSON: {@code String}, {@code Long}, {@code Double},
   * {@code Boolean} or null. Infinities and NaN, which JSON lacks, stay doubles.
   */
  static @Nullable Object typed(String plain) {
    return toJson(resolve(plain));
  }

  /**
   * The value of a plain scalar as Go's reader resolves it, before JSON: as {@link #typed}, but
   * {@code 1.0} is a double and an integer beyond a long is a {@code BigInteger}.
   */
  static @Nullable Object resolve(String plain) {
    if (plain.isEmpty()) {
      return null;
    }
    return switch (plain.charAt(0)) {
      case '~', 'n', 'N', 't', 'T', 'f', 'F', 'y', 'Y', 'o', 'O' -> word(plain);
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-' -> number(plain);
      case '.' -> dot(plain);
      default -> plain;
    };
  }

  /** What JSON makes of a resolved value: integral floats become integers, giants doubles. */
  static @Nullable Object toJson(@Nullable Object resolved) {
    if (resolved instanceof BigInteger big) {
      return big.doubleValue();
    }
    if (resolved instanceof Double number
        && number == Math.rint(number)
        && number >= -TWO_TO_63
        && number < TWO_TO_63) {
      return number.longValue();
    }
    return resolved;
  }

  private static @Nullable Object word(String plain) {
    if (plain.length() > 5) {
      return plain;
    }
    return switch (plain) {
      case "~", "null", "Null", "NULL" -> null;
      case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE" -> true;
      case "n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE" -> false;
      default -> plain;
    };
  }

  private static Object dot(String plain) {
    return switch (plain) {
      case ".nan", ".NaN", ".NAN" -> Double.NaN;
      case ".inf", ".Inf", ".INF" -> Double.POSITIVE_INFINITY;
      default -> decimal(plain, plain);
    };
  }

  private static Object number(String plain) {
    if (plain.length() == 5 && plain.charAt(1) == '.') {
      Double infinity = infinity(plain);
      if (infinity != null) {
        return infinity;
      }
    }
    String digits = plain.indexOf('_') < 0 ? plain : plain.replace("_", "");
    if (digits.isEmpty()) {
      return plain;
    }
    boolean negative = digits.charAt(0) == '-';
    int start = negative || digits.charAt(0) == '+' ? 1 : 0;
    int length = digits.length() - start;
    if (length == 0) {
      return plain;
    }
    int radix = 10;
    int from = start;
    if (digits.charAt(start) == '0' && length > 1) {
      radix =
          switch (digits.charAt(start + 1)) {
            case 'b', 'B' -> 2;
            case 'o', 'O' -> 8;
            case 'x', 'X' -> 16;
            default -> 0;
          };
      from = radix == 0 ? start + 1 : start + 2;
      radix = radix == 0 ? 8 : radix;
    }
    if (areDigits(digits, from, radix)) {
      return integer(digits, from, radix, negative);
    }
    Object number = decimal(digits, plain);
    return number == plain ? signedBinary(digits, plain) : number;
  }

  private static @Nullable Double infinity(String plain) {
    return switch (plain) {
      case "+.inf", "+.Inf", "+.INF" -> Double.POSITIVE_INFINITY;
      case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  private static Object integer(String text, int from, int radix, boolean negative) {
    if (radix == 10 && text.length() - from <= SAFE_DIGITS) {
      long value = 0;
      for (int i = from; i < text.length(); i++) {
        value = value * 10 + (text.charAt(i) - '0');
      }
      return negative ? -value : value;
    }
    return fitted(new BigInteger(text.substring(from), radix), negative);
  }

  private static Object fitted(BigInteger magnitude, boolean negative) {
    BigInteger value = negative ? magnitude.negate() : magnitude;
    if (value.bitLength() <= 63) {
      return value.longValue();
    }
    return Double.isInfinite(value.doubleValue()) ? value.toString() : value;
  }

  /** Go also reads a sign between {@code 0b} and the digits. */
  private static Object signedBinary(String digits, String plain) {
    boolean sign =
        digits.length() > 3
            && digits.startsWith("0b")
            && (digits.charAt(2) == '-' || digits.charAt(2) == '+');
    if (!sign || !areDigits(digits, 3, 2)) {
      return plain;
    }
    return fitted(new BigInteger(digits.substring(3), 2), digits.charAt(2) == '-');
  }

  private static boolean areDigits(String text, int from, int radix) {
    if (from >= text.length()) {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 'f' || Character.digit(c, radix) < 0) {
        return false;
      }
    }
    return true;
  }

  /** A decimal fraction with an optional exponent; otherwise, or beyond a double, the text. */
  private static Object decimal(String text, String plain) {
    int at = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    int whole = skipDigits(text, at);
    int mantissa = whole;
    if (whole < text.length() && text.charAt(whole) == '.') {
      mantissa = skipDigits(text, whole + 1);
      if (mantissa == whole + 1 && whole == at) {
        return plain;
      }
    } else if (whole == at) {
      return plain;
    }
    if (!isExponent(text, mantissa)) {
      return plain;
    }
    double number = Double.parseDouble(text);
    return Double.isInfinite(number) ? plain : number;
  }

  private static boolean isExponent(String text, int from) {
    if (from == text.length()) {
      return true;
    }
    if (text.charAt(from) != 'e' && text.charAt(from) != 'E') {
      return false;
    }
    int at = from + 1;
    if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    return at < text.length() && skipDigits(text, at) == text.length();
  }

  private static int skipDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
