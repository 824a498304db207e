package dev.ephor.kubernetes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An amount of a resource as Kubernetes writes it: {@code 100m}, {@code 1.5Gi}, {@code 1e3}. Exact
 * to the nano; what is finer is rounded away from zero, as Kubernetes does, and amounts with a
 * binary suffix stop at 2<sup>63</sup>-1. Equality and order look at the amount only, so {@code
 * 1Ki} equals {@code 1024}.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Kubernetes:
 *     Quantity</a>
 */
public final class Quantity implements Comparable<Quantity> {

  /** How an amount is written. */
  public enum Format {
    /** {@code n u m k M G T P E} */
    DECIMAL_SI,
    /** {@code Ki Mi Gi Ti Pi Ei} */
    BINARY_SI,
    /** {@code e3}, {@code E-2} */
    DECIMAL_EXPONENT
  }

  private static final int FINEST = 9;
  private static final BigDecimal NANO = BigDecimal.ONE.movePointLeft(FINEST);
  private static final BigDecimal MOST_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigInteger KIBI = BigInteger.valueOf(1024);
  private static final BigInteger THOUSAND = BigInteger.valueOf(1000);
  private static final int LONGEST = 1_000;
  private static final int LARGEST_EXPONENT = 100_000;

  private static final Map<String, Integer> DECIMAL =
      Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final List<String> DECIMAL_UP =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");

  private final BigDecimal amount;
  private final Format format;

  private Quantity(BigDecimal amount, Format format) {
    this.amount = amount;
    this.format = format;
  }

  /** An amount in a format. */
  public static Quantity of(BigDecimal amount, Format format) {
    return new Quantity(rounded(amount), format);
  }

  /**
   * Reads a quantity, or gives null where Kubernetes would refuse the text. Kubernetes is lenient:
   * a missing number counts as zero, so that {@code -}, {@code .} and {@code M} are quantities.
   */
  public static @Nullable Quantity parse(String text) {
    int end = text.length();
    if (end == 0 || end > LONGEST) {
      return null;
    }
    int at = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    int digits = skipDigits(text, at);
    int number = digits;
    if (number < end && text.charAt(number) == '.') {
      number = skipDigits(text, number + 1);
    }
    String suffix = text.substring(number);
    BigDecimal mantissa = mantissa(text.substring(at, digits), text.substring(digits, number));
    Quantity size = scaled(mantissa, suffix);
    return size == null || text.charAt(0) != '-'
        ? size
        : new Quantity(size.amount.negate(), size.format);
  }

  /** The exact amount in units. */
  public BigDecimal amount() {
    return amount;
  }

  public Format format() {
    return format;
  }

  @Override
  public int compareTo(Quantity other) {
    return amount.compareTo(other.amount);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Quantity that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return amount.stripTrailingZeros().hashCode();
  }

  /**
   * The canonical text: no fraction, the largest suffix that keeps the number whole, in this
   * quantity's format. A binary amount that is not whole, or under 1024, is written in decimal.
   */
  @Override
  public String toString() {
    if (amount.signum() == 0) {
      return "0";
    }
    boolean binary =
        format == Format.BINARY_SI && amount.abs().compareTo(new BigDecimal(KIBI)) >= 0;
    if (binary && amount.stripTrailingZeros().scale() <= 0) {
      BigInteger whole = amount.toBigIntegerExact();
      int power = 0;
      while (power < BINARY.size() - 1 && whole.mod(KIBI).signum() == 0) {
        whole = whole.divide(KIBI);
        power++;
      }
      return whole + BINARY.get(power);
    }
    BigInteger whole = amount.movePointRight(FINEST).toBigInteger();
    int power = -FINEST;
    while (whole.mod(THOUSAND).signum() == 0 && (power < 18 || format == Format.DECIMAL_EXPONENT)) {
      whole = whole.divide(THOUSAND);
      power += 3;
    }
    if (format == Format.DECIMAL_EXPONENT) {
      return power == 0 ? whole.toString() : whole + "e" + power;
    }
    return whole + DECIMAL_UP.get((power + FINEST) / 3);
  }

  private static int skipDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static BigDecimal mantissa(String whole, String fraction) {
    return new BigDecimal("0" + whole + fraction + (fraction.equals(".") ? "0" : ""));
  }

  private static @Nullable Quantity scaled(BigDecimal mantissa, String suffix) {
    Integer power = DECIMAL.get(suffix);
    if (power != null) {
      return of(mantissa.scaleByPowerOfTen(power), Format.DECIMAL_SI);
    }
    int binary = BINARY.indexOf(suffix);
    if (binary > 0) {
      BigDecimal size = mantissa.multiply(new BigDecimal(KIBI.pow(binary)));
      Quantity exact = of(size.min(MOST_BINARY), Format.BINARY_SI);
      boolean small = exact.amount.signum() > 0 && exact.amount.compareTo(BigDecimal.ONE) < 0;
      return small ? new Quantity(exact.amount, Format.DECIMAL_SI) : exact;
    }
    Integer exponent = exponent(suffix);
    return exponent == null
        ? null
        : of(mantissa.scaleByPowerOfTen(exponent), Format.DECIMAL_EXPONENT);
  }

  /** The number of {@code e3} or {@code E-3}, or null where the text has another form. */
  private static @Nullable Integer exponent(String suffix) {
    if (suffix.length() < 2 || (suffix.charAt(0) != 'e' && suffix.charAt(0) != 'E')) {
      return null;
    }
    int at = suffix.charAt(1) == '-' || suffix.charAt(1) == '+' ? 2 : 1;
    if (at == suffix.length() || skipDigits(suffix, at) != suffix.length()) {
      return null;
    }
    String digits = suffix.substring(at).replaceFirst("^0+(?=.)", "");
    int size = digits.length() > 6 ? LARGEST_EXPONENT : Integer.parseInt(digits);
    int bounded = Math.min(size, LARGEST_EXPONENT);
    return suffix.charAt(1) == '-' ? -bounded : bounded;
  }

  private static BigDecimal rounded(BigDecimal amount) {
    if (amount.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (amount.scale() <= FINEST) {
      return amount;
    }
    boolean underNano = amount.precision() - amount.scale() <= -FINEST;
    if (underNano) {
      return amount.signum() > 0 ? NANO : NANO.negate();
    }
    return amount.setScale(FINEST, RoundingMode.UP);
  }
}
