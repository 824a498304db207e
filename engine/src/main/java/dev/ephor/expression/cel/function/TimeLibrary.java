package dev.ephor.expression.cel.function;

import dev.ephor.context.Question;
import dev.ephor.expression.cel.value.Timestamp;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/** Kyverno's time. */
public final class TimeLibrary {

  /** Seconds from Go's zero time, the start of the year 1, to 1970. */
  private static final long YEAR_ONE = 62_135_596_800L;

  private static final Library LIBRARY =
      new Library(
          "time",
          List.of(
              Overload.asking(
                  "time.now() -> timestamp",
                  (a, world) -> {
                    Clock clock = world.facts().ask(new Question.Time());
                    return new Timestamp(OffsetDateTime.now(clock));
                  }),
              Overload.global(
                  "time.toCron(timestamp) -> string",
                  a -> {
                    OffsetDateTime time = ((Timestamp) a[0]).time();
                    return time.getMinute()
                        + " "
                        + time.getHour()
                        + " "
                        + time.getDayOfMonth()
                        + " "
                        + time.getMonthValue()
                        + " "
                        + time.getDayOfWeek().getValue() % 7;
                  }),
              Overload.global(
                  "time.truncate(timestamp, duration) -> timestamp",
                  a -> truncate((Timestamp) a[0], (Duration) a[1]))));

  private TimeLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  private static Timestamp truncate(Timestamp timestamp, Duration unit) {
    if (unit.isNegative() || unit.isZero()) {
      return timestamp;
    }
    BigInteger nanos =
        BigInteger.valueOf(timestamp.time().toEpochSecond() + YEAR_ONE)
            .multiply(BigInteger.valueOf(1_000_000_000L))
            .add(BigInteger.valueOf(timestamp.time().getNano()));
    long rest = nanos.mod(BigInteger.valueOf(unit.toNanos())).longValue();
    return new Timestamp(timestamp.time().minusNanos(rest));
  }
}
