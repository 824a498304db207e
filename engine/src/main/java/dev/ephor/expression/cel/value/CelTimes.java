package dev.ephor.expression.cel.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Durations and moments in the texts of CEL. */
public final class CelTimes {

  private CelTimes() {}

  /** A duration in seconds, such as {@code 5400s} or {@code 0.25s}. */
  public static String text(Duration duration) {
    BigDecimal seconds =
        BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    return (seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString()) + "s";
  }

  /** A moment as RFC 3339 writes it, with as many digits of a second as it has. */
  public static String text(Timestamp timestamp) {
    OffsetDateTime time = timestamp.time();
    StringBuilder text = new StringBuilder();
    text.append(padded(time.getYear(), 4)).append('-');
    text.append(padded(time.getMonthValue(), 2)).append('-');
    text.append(padded(time.getDayOfMonth(), 2)).append('T');
    text.append(padded(time.getHour(), 2)).append(':');
    text.append(padded(time.getMinute(), 2)).append(':');
    text.append(padded(time.getSecond(), 2));
    if (time.getNano() != 0) {
      String digits = padded(time.getNano(), 9);
      int end = digits.length();
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      text.append('.').append(digits, 0, end);
    }
    ZoneOffset offset = time.getOffset();
    if (offset.getTotalSeconds() == 0) {
      return text.append('Z').toString();
    }
    int minutes = Math.abs(offset.getTotalSeconds()) / 60;
    return text.append(offset.getTotalSeconds() < 0 ? '-' : '+')
        .append(padded(minutes / 60, 2))
        .append(':')
        .append(padded(minutes % 60, 2))
        .toString();
  }

  private static String padded(int number, int width) {
    String digits = Integer.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
