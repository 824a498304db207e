package dev.ephor.expression.jmespath;

import dev.ephor.kubernetes.GoDuration;
import dev.ephor.value.GoQuote;
import dev.ephor.value.Value;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;

/** Times in RFC 3339, and in other layouts where a function takes one. */
final class TimeFunctions {

  private static final Set<String> UNITS =
      Set.of("ns", "us", "\u00b5s", "\u03bcs", "ms", "s", "m", "h");

  private TimeFunctions() {}

  /** Without an end it is now; without a layout RFC 3339. */
  static Value since(Invocation call) {
    GoLayout layout = call.string(0).isEmpty() ? GoLayout.RFC3339 : GoLayout.of(call.string(0));
    GoTime start = GoTimeReader.read(layout, call.string(1));
    GoTime end = call.string(2).isEmpty() ? now(call) : GoTimeReader.read(layout, call.string(2));
    return call.made(end.since(start).toString());
  }

  static Value nowLocal(Invocation call) {
    return call.made(now(call).format());
  }

  static Value nowUtc(Invocation call) {
    return call.made(now(call).inUtc().format());
  }

  static Value add(Invocation call) {
    return formatted(call, () -> time(call, 0).plus(duration(call, 1)));
  }

  /** A layout that is an integer says that the time is in seconds since 1970. */
  static Value parse(Invocation call) {
    if (call.string(0).matches("[-+]?[0-9]+") && integer(call.string(0)).bitLength() < 64) {
      if (!call.string(1).matches("[-+]?[0-9]+")) {
        throw notParsed(call.string(1), "invalid syntax");
      }
      BigInteger seconds = integer(call.string(1));
      if (seconds.bitLength() > 63) {
        throw notParsed(call.string(1), "value out of range");
      }
      return formatted(call, () -> GoTime.ofEpochSecond(seconds.longValue()));
    }
    return call.made(GoTimeReader.read(GoLayout.of(call.string(0)), call.string(1)).format());
  }

  static Value toCron(Invocation call) {
    LocalDateTime time = time(call, 0).local();
    return call.made(
        time.getMinute()
            + " "
            + time.getHour()
            + " "
            + time.getDayOfMonth()
            + " "
            + time.getMonthValue()
            + " "
            + time.getDayOfWeek().getValue() % 7);
  }

  static Value utc(Invocation call) {
    return call.made(time(call, 0).inUtc().format());
  }

  static Value diff(Invocation call) {
    GoTime start = time(call, 0);
    return call.made(time(call, 1).since(start).toString());
  }

  static Value before(Invocation call) {
    GoTime time = time(call, 0);
    return Types.bool(time.isBefore(time(call, 1)));
  }

  static Value after(Invocation call) {
    GoTime time = time(call, 0);
    return Types.bool(time(call, 1).isBefore(time));
  }

  static Value between(Invocation call) {
    GoTime time = time(call, 0);
    GoTime start = time(call, 1);
    GoTime end = time(call, 2);
    return Types.bool(start.isBefore(time) && time.isBefore(end));
  }

  static Value truncate(Invocation call) {
    GoTime time = time(call, 0);
    return call.made(time.truncated(duration(call, 1)).format());
  }

  private interface Making {
    GoTime make();
  }

  private static Value formatted(Invocation call, Making making) {
    try {
      return call.made(making.make().format());
    } catch (DateTimeException | ArithmeticException e) {
      throw call.failure("the time is too far away");
    }
  }

  private static GoTime now(Invocation call) {
    OffsetDateTime now = OffsetDateTime.now(call.setting().clock());
    return new GoTime(
        now.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime(),
        now.getOffset().getTotalSeconds());
  }

  private static GoTime time(Invocation call, int index) {
    return GoTimeReader.read(GoLayout.RFC3339, call.string(index));
  }

  private static GoDuration duration(Invocation call, int index) {
    GoDuration duration = GoDuration.parse(call.string(index));
    if (duration == null) {
      throw notDuration(call.string(index));
    }
    return duration;
  }

  /** Go's reason for refusing a duration: the first number without a unit it knows. */
  private static Failure notDuration(String text) {
    int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    while (at < text.length()) {
      int start = at;
      while (at < text.length() && numeral(text.charAt(at))) {
        at++;
      }
      String number = text.substring(start, at);
      int points = number.length() - number.replace(".", "").length();
      if (number.isEmpty() || number.equals(".") || number.length() > 19) {
        break;
      }
      if (points > 1) {
        return new Failure("time: missing unit in duration " + GoTimeReader.quote(text));
      }
      int unitStart = at;
      while (at < text.length() && !numeral(text.charAt(at))) {
        at++;
      }
      String unit = text.substring(unitStart, at);
      if (unit.isEmpty()) {
        return new Failure("time: missing unit in duration " + GoTimeReader.quote(text));
      }
      if (!UNITS.contains(unit)) {
        String quoted = GoTimeReader.quote(unit) + " in duration " + GoTimeReader.quote(text);
        return new Failure("time: unknown unit " + quoted);
      }
    }
    return new Failure("time: invalid duration " + GoTimeReader.quote(text));
  }

  private static boolean numeral(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  private static BigInteger integer(String text) {
    return new BigInteger(text.startsWith("+") ? text.substring(1) : text);
  }

  private static Failure notParsed(String text, String reason) {
    return new Failure("strconv.ParseInt: parsing " + GoQuote.quote(text) + ": " + reason);
  }
}
