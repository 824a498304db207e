package dev.ephor.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers written as Go writes them. Go always takes the shortest digits that read back as the same
 * number; Java 17 sometimes takes one more.
 */
public final class GoNumber {

  private static final double EXACT_LONGS = 9_007_199_254_740_992d;

  /** Of decimals this long no two stand for one double, so none shorter can be found. */
  private static final int CERTAIN_DIGITS = 15;

  private GoNumber() {}

  /** As {@code encoding/json} writes a float64; NaN and infinities have no JSON. */
  public static String json(double number) {
    double size = Math.abs(number);
    if (size != 0 && (size < 1e-6 || size >= 1e21)) {
      String text = exponent(digits(number));
      int at = text.length() - 4;
      return at > 0 && text.startsWith("e-0", at)
          ? text.substring(0, at + 2) + text.substring(at + 3)
          : text;
    }
    return plain(number);
  }

  /** As the verb {@code %v} writes a float64. */
  public static String general(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return plain(number);
    }
    BigDecimal digits = digits(number);
    int exponent = digits.precision() - digits.scale() - 1;
    return exponent < -4 || exponent >= 6 ? exponent(digits) : digits.toPlainString();
  }

  /** Without an exponent, with as many digits as a float64 needs. */
  public static String plain(double number) {
    if (number == Math.rint(number) && Math.abs(number) < EXACT_LONGS) {
      return number == 0 && 1 / number < 0 ? "-0" : Long.toString((long) number);
    }
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return general(number);
    }
    return digits(number).toPlainString();
  }

  /** Without an exponent, with as many digits as the number needs as a float32. */
  public static String plain32(double number) {
    float narrow = (float) number;
    if (Float.isNaN(narrow) || Float.isInfinite(narrow)) {
      return general(narrow);
    }
    if (narrow == 0) {
      return 1 / narrow < 0 ? "-0" : "0";
    }
    BigDecimal exact = new BigDecimal(narrow);
    int precision = new BigDecimal(Float.toString(narrow)).stripTrailingZeros().precision();
    while (precision > 1 && round(exact, precision - 1).floatValue() == narrow) {
      precision--;
    }
    return round(exact, precision).toPlainString();
  }

  /**
   * With an exponent of at least two digits.
   *
   * @param sign what stands before the exponent: {@code e} or {@code E}
   */
  public static String exponential(double number, char sign) {
    if (number == 0) {
      return "0" + sign + "+00";
    }
    return Double.isNaN(number) || Double.isInfinite(number)
        ? general(number)
        : exponent(digits(number)).replace('e', sign);
  }

  /** With six places, as the verb {@code %f}. */
  public static String fixed(double number) {
    return Double.isNaN(number) || Double.isInfinite(number)
        ? general(number)
        : String.format(Locale.ROOT, "%.6f", new BigDecimal(number));
  }

  /** A number as values hold it: a {@code Long} where that loses nothing. */
  public static Object content(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < EXACT_LONGS;
    return whole && !(number == 0 && 1 / number < 0) ? (Object) (long) number : (Object) number;
  }

  private static BigDecimal digits(double number) {
    BigDecimal written = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int precision = written.precision();
    if (precision <= CERTAIN_DIGITS) {
      return written;
    }
    BigDecimal exact = new BigDecimal(number);
    while (precision > 1 && round(exact, precision - 1).doubleValue() == number) {
      precision--;
    }
    return round(exact, precision).stripTrailingZeros();
  }

  private static BigDecimal round(BigDecimal exact, int precision) {
    return exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
  }

  private static String exponent(BigDecimal digits) {
    String unscaled = digits.unscaledValue().abs().toString();
    int exponent = digits.precision() - digits.scale() - 1;
    StringBuilder text = new StringBuilder(digits.signum() < 0 ? "-" : "");
    text.append(unscaled.charAt(0));
    if (unscaled.length() > 1) {
      text.append('.').append(unscaled, 1, unscaled.length());
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    int size = Math.abs(exponent);
    return text.append(size < 10 ? "0" : "").append(size).toString();
  }
}
