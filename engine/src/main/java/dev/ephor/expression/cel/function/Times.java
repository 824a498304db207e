package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.Timestamp;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Moments and durations: their ranges, their fields and the functions that read them. */
final class Times {

  static final CelError TIMESTAMP_OVERFLOW = new CelError("timestamp overflow");
  private static final CelError DURATION_OVERFLOW = new CelError("integer overflow");
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
  private static final Duration SHORTEST = Duration.ofNanos(Long.MIN_VALUE);

  private Times() {}

  /** A duration, or an error where Go's cannot hold it. */
  static Object duration(Duration duration) {
    return duration.compareTo(LONGEST) > 0 || duration.compareTo(SHORTEST) < 0
        ? DURATION_OVERFLOW
        : duration;
  }

  /** A moment, or an error outside the years 1 to 9999. */
  static Object timestamp(OffsetDateTime time) {
    int year = time.withOffsetSameInstant(ZoneOffset.UTC).getYear();
    return year < 1 || year > 9999 ? TIMESTAMP_OVERFLOW : new Timestamp(time);
  }

  static List<Overload> overloads() {
    List<Overload> overloads = new ArrayList<>();
    field(overloads, "getFullYear", ZonedDateTime::getYear);
    field(overloads, "getMonth", time -> time.getMonthValue() - 1L);
    field(overloads, "getDayOfYear", time -> time.getDayOfYear() - 1L);
    field(overloads, "getDayOfMonth", time -> time.getDayOfMonth() - 1L);
    field(overloads, "getDate", ZonedDateTime::getDayOfMonth);
    field(overloads, "getDayOfWeek", time -> time.getDayOfWeek().getValue() % 7L);
    field(overloads, "getHours", ZonedDateTime::getHour);
    field(overloads, "getMinutes", ZonedDateTime::getMinute);
    field(overloads, "getSeconds", ZonedDateTime::getSecond);
    field(overloads, "getMilliseconds", time -> time.getNano() / 1_000_000L);
    amount(overloads, "getHours", Duration::toHours);
    amount(overloads, "getMinutes", Duration::toMinutes);
    amount(overloads, "getSeconds", Times::wholeSeconds);
    amount(overloads, "getMilliseconds", Duration::toMillis);
    return overloads;
  }

  private static long wholeSeconds(Duration duration) {
    return duration.isNegative() && duration.getNano() > 0
        ? duration.getSeconds() + 1
        : duration.getSeconds();
  }

  private static void field(
      List<Overload> overloads, String name, ToLongFunction<ZonedDateTime> field) {
    overloads.add(
        Overload.member(
            "timestamp." + name + "() -> int",
            a -> field.applyAsLong(((Timestamp) a[0]).time().atZoneSameInstant(ZoneOffset.UTC))));
    overloads.add(
        Overload.member(
            "timestamp." + name + "(string) -> int",
            a -> {
              try {
                return field.applyAsLong(
                    ((Timestamp) a[0]).time().atZoneSameInstant(zone((String) a[1])));
              } catch (DateTimeException unknown) {
                return new CelError("unknown time zone " + a[1]);
              }
            }));
  }

  private static void amount(
      List<Overload> overloads, String name, ToLongFunction<Duration> amount) {
    overloads.add(
        Overload.member(
            "duration." + name + "() -> int", a -> amount.applyAsLong((Duration) a[0])));
  }

  /** A name of the time zone database or an offset such as {@code 02:00}. */
  private static ZoneId zone(String name) {
    if (name.isEmpty()) {
      return ZoneOffset.UTC;
    }
    int colon = name.indexOf(':');
    if (colon < 0) {
      return ZoneId.of(name);
    }
    char first = name.charAt(0);
    return ZoneOffset.of(first == '-' || first == '+' ? name : "+" + name);
  }
}
