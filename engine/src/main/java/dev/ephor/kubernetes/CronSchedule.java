package dev.ephor.kubernetes;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Cron expressions as controllers in Go read them: five fields, or a name such as {@code @daily},
 * with a time zone before them if need be.
 *
 * @see <a
 *     href="https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format">robfig/cron:
 *     expression format</a>
 */
public final class CronSchedule {

  private static final List<String> NAMES =
      List.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
  private static final String EVERY = "@every ";

  private static final List<Unit> UNITS =
      List.of(
          new Unit("minute", 0, 59, Map.of()),
          new Unit("hour", 0, 23, Map.of()),
          new Unit("day of month", 1, 31, Map.of()),
          new Unit("month", 1, 12, numbered(1, "jan feb mar apr may jun jul aug sep oct nov dec")),
          new Unit("day of week", 0, 6, numbered(0, "sun mon tue wed thu fri sat")));

  private CronSchedule() {}

  /** What a field counts. */
  private record Unit(String name, int least, int most, Map<String, Integer> words) {}

  /** What is wrong with a field, in words. */
  private static final class Bad extends Exception {
    private final String reason;

    Bad(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }

  /** What is wrong with an expression, in words; empty when it can be read. */
  public static Optional<String> problem(String expression) {
    try {
      check(expression);
      return Optional.empty();
    } catch (Bad bad) {
      return Optional.of(bad.reason);
    }
  }

  private static void check(String expression) throws Bad {
    if (expression.isEmpty()) {
      throw new Bad("it is empty");
    }
    String rest = afterTimeZone(expression);
    if (rest.startsWith("@")) {
      checkName(rest);
      return;
    }
    List<String> fields = fields(rest);
    if (fields.size() != UNITS.size()) {
      throw new Bad(
          "it has "
              + fields.size()
              + (fields.size() == 1 ? " field" : " fields")
              + " and needs 5: minute, hour, day of month, month, day of week");
    }
    for (int i = 0; i < UNITS.size(); i++) {
      for (String part : fields.get(i).split(",", -1)) {
        if (!part.isEmpty()) {
          checkRange(part, UNITS.get(i));
        }
      }
    }
  }

  private static List<String> fields(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+"));
  }

  private static String afterTimeZone(String expression) throws Bad {
    if (!expression.startsWith("TZ=") && !expression.startsWith("CRON_TZ=")) {
      return expression;
    }
    int space = expression.indexOf(' ');
    if (space < 0) {
      throw new Bad("after the time zone there is nothing");
    }
    String zone = expression.substring(expression.indexOf('=') + 1, space);
    try {
      if (!zone.isEmpty() && !zone.equals("Local")) {
        ZoneId.of(zone);
      }
    } catch (DateTimeException unknown) {
      throw new Bad("there is no time zone " + zone);
    }
    return expression.substring(space).strip();
  }

  private static void checkName(String name) throws Bad {
    if (name.startsWith(EVERY)) {
      if (GoDuration.parse(name.substring(EVERY.length())) == null) {
        throw new Bad(name.substring(EVERY.length()) + " is not a duration such as 1h30m");
      }
    } else if (!NAMES.contains(name)) {
      throw new Bad(
          "there is no " + name + ", only " + String.join(", ", NAMES) + " and @every DURATION");
    }
  }

  private static void checkRange(String part, Unit unit) throws Bad {
    String[] rangeAndStep = part.split("/", -1);
    String[] ends = rangeAndStep[0].split("-", -1);
    if (rangeAndStep.length > 2) {
      throw new Bad(part + " has too many slashes");
    }
    int start = unit.least();
    int end = unit.most();
    if (!ends[0].equals("*") && !ends[0].equals("?")) {
      if (ends.length > 2) {
        throw new Bad(part + " has too many hyphens");
      }
      start = number(ends[0], unit);
      if (ends.length == 2) {
        end = number(ends[1], unit);
      } else if (rangeAndStep.length == 1) {
        end = start;
      }
    }
    if (rangeAndStep.length == 2 && digits(rangeAndStep[1], part) == 0) {
      throw new Bad(part + " goes on by nothing");
    }
    if (start < unit.least() || end > unit.most()) {
      throw new Bad(
          part + " is no " + unit.name() + ", which is " + unit.least() + " to " + unit.most());
    }
    if (start > end) {
      throw new Bad(part + " begins after its end");
    }
  }

  private static int number(String text, Unit unit) throws Bad {
    Integer named = unit.words().get(text.toLowerCase(Locale.ROOT));
    return named == null ? digits(text, text) : named;
  }

  private static int digits(String text, String shown) throws Bad {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
      throw new Bad(shown + " is negative");
    } catch (NumberFormatException e) {
      throw new Bad((shown.isEmpty() ? "a part that is empty" : shown) + " is not a number");
    }
  }

  private static Map<String, Integer> numbered(int first, String words) {
    String[] all = words.split(" ");
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < all.length; i++) {
      numbers.put(all[i], first + i);
    }
    return Map.copyOf(numbers);
  }
}
