package dev.ephor.kubernetes;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * When a {@link CronSchedule} strikes next. As in the controllers a day must fit both of its
 * fields, unless both say something: then one is enough.
 */
public final class CronTimes {

  /** Whoever strikes on a 29th of February has to wait this long at most. */
  private static final int MOST_YEARS = 9;

  private static final Map<String, String> NAMED =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private CronTimes() {}

  /**
   * The first time after another; empty for an expression that cannot be read or never strikes.
   *
   * @param now in the time zone that holds where the expression names none
   */
  public static Optional<ZonedDateTime> next(String expression, ZonedDateTime now) {
    if (CronSchedule.problem(expression).isPresent()) {
      return Optional.empty();
    }
    String rest = expression.strip();
    ZonedDateTime from = now;
    if (rest.startsWith("TZ=") || rest.startsWith("CRON_TZ=")) {
      String zone = rest.substring(rest.indexOf('=') + 1, rest.indexOf(' '));
      rest = rest.substring(rest.indexOf(' ')).strip();
      if (!zone.isEmpty() && !zone.equals("Local")) {
        from = now.withZoneSameInstant(ZoneId.of(zone));
      }
    }
    if (rest.startsWith("@every ")) {
      return every(rest.substring("@every ".length()), from);
    }
    return search(NAMED.getOrDefault(rest, rest).split("\\s+"), from);
  }

  private static Optional<ZonedDateTime> every(String period, ZonedDateTime from) {
    GoDuration parsed = GoDuration.parse(period);
    long seconds = parsed == null ? 1 : Math.max(1, parsed.nanos() / 1_000_000_000L);
    return Optional.of(from.withNano(0).plusSeconds(seconds));
  }

  private static Optional<ZonedDateTime> search(String[] fields, ZonedDateTime from) {
    BitSet minutes = allowed(fields[0], 0, 59, List.of(), 0);
    BitSet hours = allowed(fields[1], 0, 23, List.of(), 0);
    BitSet days = allowed(fields[2], 1, 31, List.of(), 0);
    BitSet months = allowed(fields[3], 1, 12, MONTHS, 1);
    BitSet weekdays = allowed(fields[4], 0, 6, DAYS, 0);
    boolean either = !isAny(fields[2]) && !isAny(fields[4]);
    ZonedDateTime at = from.withSecond(0).withNano(0).plusMinutes(1);
    ZonedDateTime end = from.plusYears(MOST_YEARS);
    while (at.isBefore(end)) {
      boolean day = days.get(at.getDayOfMonth());
      boolean weekday = weekdays.get(at.getDayOfWeek().getValue() % 7);
      if (!months.get(at.getMonthValue())) {
        at = at.withDayOfMonth(1).plusMonths(1).withHour(0).withMinute(0);
      } else if (either ? !day && !weekday : !(day && weekday)) {
        at = at.plusDays(1).withHour(0).withMinute(0);
      } else if (!hours.get(at.getHour())) {
        at = at.plusHours(1).withMinute(0);
      } else if (!minutes.get(at.getMinute())) {
        at = at.plusMinutes(1);
      } else {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private static boolean isAny(String field) {
    return List.of(field.split(",")).stream()
        .anyMatch(part -> part.startsWith("*") || part.startsWith("?"));
  }

  private static BitSet allowed(String field, int least, int most, List<String> words, int first) {
    BitSet allowed = new BitSet();
    for (String part : field.split(",")) {
      if (part.isEmpty()) {
        continue;
      }
      String[] rangeAndStep = part.split("/");
      String[] ends = rangeAndStep[0].split("-");
      boolean any = ends[0].equals("*") || ends[0].equals("?");
      int start = any ? least : number(ends[0], words, first);
      int end =
          any || (ends.length == 1 && rangeAndStep.length == 2)
              ? most
              : number(ends[ends.length - 1], words, first);
      int step = rangeAndStep.length == 2 ? Integer.parseInt(rangeAndStep[1]) : 1;
      for (int i = start; i <= end; i += step) {
        allowed.set(i);
      }
    }
    return allowed;
  }

  private static int number(String text, List<String> words, int first) {
    int named = words.indexOf(text.toLowerCase(Locale.ROOT));
    return named < 0 ? Integer.parseInt(text) : named + first;
  }
}
