package dev.ephor.expression.jmespath;

import dev.ephor.kubernetes.GoDuration;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A moment with the offset in which it was written, as Go's {@code time.Time}.
 *
 * @param utc the moment in UTC
 * @param offset seconds east of UTC; unlike Java, Go knows offsets of more than 18 hours
 */
record GoTime(LocalDateTime utc, int offset) {

  private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);
  private static final LocalDateTime ZERO = LocalDateTime.of(1, 1, 1, 0, 0);
  private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MOST_NEGATIVE = BigInteger.valueOf(Long.MIN_VALUE);

  /** The moment some seconds after the start of 1970, in UTC. */
  static GoTime ofEpochSecond(long seconds) {
    return new GoTime(LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC), 0);
  }

  /** The date and time where the offset holds. */
  LocalDateTime local() {
    return utc.plusSeconds(offset);
  }

  GoTime inUtc() {
    return new GoTime(utc, 0);
  }

  GoTime plus(GoDuration duration) {
    return new GoTime(utc.plusNanos(duration.nanos()), offset);
  }

  /** The time from another moment to this one, at most what a duration holds. */
  GoDuration since(GoTime start) {
    BigInteger nanos = nanos(utc).subtract(nanos(start.utc));
    return new GoDuration(nanos.min(LONGEST).max(MOST_NEGATIVE).longValue());
  }

  boolean isBefore(GoTime other) {
    return utc.isBefore(other.utc);
  }

  /** Down to a multiple of a duration, counted from the first day of year 1. */
  GoTime truncated(GoDuration duration) {
    if (duration.nanos() <= 0) {
      return this;
    }
    BigInteger rest = nanos(utc).subtract(nanos(ZERO)).mod(BigInteger.valueOf(duration.nanos()));
    return new GoTime(utc.minusNanos(rest.longValue()), offset);
  }

  /** As RFC 3339 without a fraction. */
  String format() {
    LocalDateTime local = local();
    int minutes = Math.abs(offset / 60);
    String zone =
        offset == 0
            ? "Z"
            : String.format("%s%02d:%02d", offset < 0 ? "-" : "+", minutes / 60, minutes % 60);
    return String.format(
        "%04d-%02d-%02dT%02d:%02d:%02d%s",
        local.getYear(),
        local.getMonthValue(),
        local.getDayOfMonth(),
        local.getHour(),
        local.getMinute(),
        local.getSecond(),
        zone);
  }

  private static BigInteger nanos(LocalDateTime time) {
    Instant instant = time.toInstant(ZoneOffset.UTC);
    return BigInteger.valueOf(instant.getEpochSecond())
        .multiply(BILLION)
        .add(BigInteger.valueOf(instant.getNano()));
  }
}
