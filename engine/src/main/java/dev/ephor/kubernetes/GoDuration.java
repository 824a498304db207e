package dev.ephor.kubernetes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span of time as Go writes it: {@code 1h30m}, {@code 1.5s}, {@code -20ms}.
 *
 * @param nanos nanoseconds; the whole range of {@code long} is about 292 years either way
 * @see <a href="https://pkg.go.dev/time#ParseDuration">Go: time.ParseDuration</a>
 */
public record GoDuration(long nanos) implements Comparable<GoDuration> {

  private static final long SECOND = 1_000_000_000L;

  /** Longer texts are no durations anyone writes; the bound keeps parsing cheap. */
  private static final int LONGEST = 1_000;

  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "\u00b5s", 1_000L,
          "\u03bcs", 1_000L,
          "ms", 1_000_000L,
          "s", SECOND,
          "m", 60 * SECOND,
          "h", 3600 * SECOND);

  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  /** A duration of whole seconds; wraps around where Go's multiplication does. */
  public static GoDuration ofSeconds(long seconds) {
    return new GoDuration(seconds * SECOND);
  }

  /** Reads a duration, or gives null where Go's reader would report an error. */
  public static @Nullable GoDuration parse(String text) {
    if (!mayBeDuration(text)) {
      return null;
    }
    boolean negative = text.charAt(0) == '-';
    int at = negative || text.charAt(0) == '+' ? 1 : 0;
    if (text.length() - at == 1 && text.charAt(at) == '0') {
      return new GoDuration(0);
    }
    BigInteger total = BigInteger.ZERO;
    while (at < text.length()) {
      int numberEnd = at;
      while (numberEnd < text.length() && isNumberPart(text.charAt(numberEnd))) {
        numberEnd++;
      }
      int unitEnd = numberEnd;
      while (unitEnd < text.length() && !isNumberPart(text.charAt(unitEnd))) {
        unitEnd++;
      }
      Long unit = UNITS.get(text.substring(numberEnd, unitEnd));
      BigDecimal number = number(text.substring(at, numberEnd));
      if (unit == null || number == null) {
        return null;
      }
      BigDecimal part = number.multiply(BigDecimal.valueOf(unit));
      total = total.add(part.setScale(0, RoundingMode.DOWN).toBigInteger());
      at = unitEnd;
    }
    if (negative) {
      total = total.negate();
    }
    boolean fits = total.compareTo(MOST) <= 0 && total.negate().compareTo(MOST) <= 0;
    boolean least = total.equals(BigInteger.valueOf(Long.MIN_VALUE));
    return fits || least ? new GoDuration(total.longValue()) : null;
  }

  /** The duration in seconds, as Go's {@code Seconds()} rounds it. */
  public double seconds() {
    long whole = nanos / SECOND;
    return whole + (nanos % SECOND) / 1e9;
  }

  @Override
  public int compareTo(GoDuration other) {
    return Long.compare(nanos, other.nanos);
  }

  /** The form of Go's {@code String()}: {@code 1h30m0s}, {@code 1.5s}, {@code 20ms}, {@code 0s}. */
  @Override
  public String toString() {
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    BigDecimal size = BigDecimal.valueOf(nanos).abs();
    if (size.compareTo(BigDecimal.valueOf(SECOND)) < 0) {
      long small = Math.abs(nanos);
      String unit = small < 1_000 ? "ns" : small < 1_000_000 ? "\u00b5s" : "ms";
      int places = small < 1_000 ? 0 : small < 1_000_000 ? 3 : 6;
      return sign + plain(size.movePointLeft(places)) + unit;
    }
    BigDecimal minute = BigDecimal.valueOf(60 * SECOND);
    BigDecimal[] minutes = size.divideAndRemainder(minute);
    long wholeMinutes = minutes[0].longValue();
    StringBuilder text = new StringBuilder(sign);
    if (wholeMinutes >= 60) {
      text.append(wholeMinutes / 60).append('h');
    }
    if (wholeMinutes > 0) {
      text.append(wholeMinutes % 60).append('m');
    }
    return text.append(plain(minutes[1].movePointLeft(9))).append('s').toString();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static boolean mayBeDuration(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    char first = text.charAt(0);
    char last = text.charAt(text.length() - 1);
    boolean starts = isNumberPart(first) || first == '-' || first == '+';
    return starts && (last == 's' || last == 'm' || last == 'h' || last == '0');
  }

  private static boolean isNumberPart(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  private static @Nullable BigDecimal number(String text) {
    int point = text.indexOf('.');
    if (text.isEmpty() || text.equals(".") || (point >= 0 && text.indexOf('.', point + 1) >= 0)) {
      return null;
    }
    return new BigDecimal(text);
  }
}
