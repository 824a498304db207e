package dev.ephor.expression.jmespath;

import dev.ephor.expression.jmespath.GoLayout.Part;
import dev.ephor.expression.jmespath.GoLayout.Piece;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;

/** Reads times by a layout, with the leniencies and the messages of Go's {@code time.Parse}. */
final class GoTimeReader {

  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> WEEKDAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

  private final GoLayout layout;
  private final String text;
  private String rest;
  private String written = "";
  private int year;
  private int month = -1;
  private int day = -1;
  private int yearDay = -1;
  private int hour;
  private int minute;
  private int second;
  private int nano;
  private int offset;
  private String half = "";

  /** A part of the text is not what the layout says. */
  private static final class Mismatch extends RuntimeException {
    Mismatch() {
      super(null, null, false, false);
    }
  }

  private GoTimeReader(GoLayout layout, String text) {
    this.layout = layout;
    this.text = text;
    this.rest = text;
  }

  /**
   * The time that a text writes.
   *
   * @throws Failure with Go's message
   */
  static GoTime read(GoLayout layout, String text) {
    return new GoTimeReader(layout, text).time();
  }

  private GoTime time() {
    List<Piece> pieces = layout.pieces();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      skip(piece.prefix());
      if (piece.part() == Part.END) {
        if (!rest.isEmpty()) {
          throw said(": extra text: " + quote(rest));
        }
        return finished();
      }
      written = piece.written();
      String hold = rest;
      try {
        part(piece.part(), pieces.get(i + 1).part());
      } catch (Mismatch e) {
        throw mismatch(hold, written);
      }
    }
    throw new IllegalStateException("a layout ends with an end");
  }

  private void part(Part part, Part following) {
    switch (part) {
      case LONG_YEAR -> {
        require(rest.length() >= 4 && digit(0));
        year = whole(take(4));
      }
      case YEAR -> {
        require(rest.length() >= 2);
        int two = whole(take(2));
        year = two >= 69 ? 1900 + two : 2000 + two;
      }
      case LONG_MONTH -> month = 1 + name(MONTHS, false);
      case MONTH -> month = 1 + name(MONTHS, true);
      case NUMBER_MONTH, ZERO_MONTH -> {
        month = number(part == Part.ZERO_MONTH);
        range(month >= 1 && month <= 12, "month");
      }
      case LONG_WEEKDAY -> name(WEEKDAYS, false);
      case WEEKDAY -> name(WEEKDAYS, true);
      case DAY, UNDER_DAY, ZERO_DAY -> {
        pad(part == Part.UNDER_DAY ? 1 : 0);
        day = number(part == Part.ZERO_DAY);
      }
      case UNDER_YEAR_DAY, ZERO_YEAR_DAY -> yearDay(part);
      case HOUR -> {
        hour = number(false);
        range(hour < 24, "hour");
      }
      case HOUR_12, ZERO_HOUR_12 -> {
        hour = number(part == Part.ZERO_HOUR_12);
        range(hour <= 12, "hour");
      }
      case MINUTE, ZERO_MINUTE -> {
        minute = number(part == Part.ZERO_MINUTE);
        range(minute < 60, "minute");
      }
      case SECOND, ZERO_SECOND -> second(part == Part.ZERO_SECOND, following);
      case UPPER_PM, LOWER_PM -> {
        require(rest.length() >= 2);
        half = take(2);
        require(half.equals("PM") || half.equals("AM") || part == Part.LOWER_PM);
        require(half.equals("pm") || half.equals("am") || part == Part.UPPER_PM);
      }
      case ZONE_NAME -> zoneName();
      case OFFSET -> offset();
      case FRACTION_EXACT -> {
        require(rest.length() >= written.length());
        nano = fraction(take(written.length()));
      }
      case FRACTION -> {
        if (point() && digit(1)) {
          nano = fraction(take(1 + digits(1)));
        }
      }
      case END -> throw new IllegalStateException("the end is no part");
    }
  }

  private void yearDay(Part part) {
    pad(part == Part.UNDER_YEAR_DAY ? 2 : 0);
    int length = Math.min(3, digits(0));
    require(length > 0 && (part == Part.UNDER_YEAR_DAY || length == 3));
    yearDay = whole(take(length));
  }

  private void second(boolean fixed, Part following) {
    second = number(fixed);
    range(second < 60, "second");
    boolean laidOut = following == Part.FRACTION || following == Part.FRACTION_EXACT;
    if (!laidOut && point() && digit(1)) {
      nano = fraction(take(1 + digits(1)));
    }
  }

  private void offset() {
    if (written.charAt(0) == 'Z' && rest.startsWith("Z")) {
      take(1);
      offset = 0;
      return;
    }
    require(rest.length() >= written.length());
    String zone = take(written.length());
    for (int i = 1; i < zone.length(); i++) {
      require((zone.charAt(i) == ':') == (written.charAt(i) == ':'));
    }
    String digits = zone.substring(1).replace(":", "");
    require(digits.chars().allMatch(c -> c >= '0' && c <= '9'));
    int hours = Integer.parseInt(digits.substring(0, 2));
    int minutes = digits.length() < 4 ? 0 : Integer.parseInt(digits.substring(2, 4));
    int seconds = digits.length() < 6 ? 0 : Integer.parseInt(digits.substring(4));
    range(hours <= 24, "time zone offset hour");
    range(minutes <= 60, "time zone offset minute");
    range(seconds <= 60, "time zone offset second");
    require(zone.charAt(0) == '+' || zone.charAt(0) == '-');
    int size = (hours * 60 + minutes) * 60 + seconds;
    offset = zone.charAt(0) == '-' ? -size : size;
  }

  /** Names of zones say nothing here but GMT with hours; a machine in UTC knows no others. */
  private void zoneName() {
    require(rest.length() >= 3);
    if (rest.startsWith("UTC")) {
      take(3);
    } else if (rest.startsWith("ChST") || rest.startsWith("MeST") || rest.startsWith("WITA")) {
      take(4);
    } else if (rest.startsWith("GMT")) {
      take(3);
      int length = signedHours();
      offset = length == 0 ? 0 : whole(take(length)) * 3600;
    } else if (rest.charAt(0) == '+' || rest.charAt(0) == '-') {
      int length = signedHours();
      require(length > 0);
      take(length);
    } else {
      int upper = 0;
      while (upper < rest.length()
          && upper < 6
          && rest.charAt(upper) >= 'A'
          && rest.charAt(upper) <= 'Z') {
        upper++;
      }
      boolean named = upper == 3 || ((upper == 4 || upper == 5) && rest.charAt(upper - 1) == 'T');
      require(named);
      take(upper);
    }
  }

  /** The length of a sign and up to 23 hours at the start of the rest; 0 where there is none. */
  private int signedHours() {
    boolean sign = rest.startsWith("+") || rest.startsWith("-");
    int length = sign ? digits(1) : 0;
    return length == 0 || length > 9 || Integer.parseInt(rest.substring(1, 1 + length)) > 23
        ? 0
        : 1 + length;
  }

  private GoTime finished() {
    String lower = half.toLowerCase(Locale.ROOT);
    if (lower.equals("pm") && hour < 12) {
      hour += 12;
    } else if (lower.equals("am") && hour == 12) {
      hour = 0;
    }
    if (yearDay >= 0) {
      if (yearDay < 1 || yearDay > YearMonth.of(year, 1).lengthOfYear()) {
        throw said(": day-of-year out of range");
      }
      LocalDateTime date = LocalDateTime.of(year, 1, 1, 0, 0).withDayOfYear(yearDay);
      if (month >= 0 && month != date.getMonthValue()) {
        throw said(": day-of-year does not match month");
      }
      if (day >= 0 && day != date.getDayOfMonth()) {
        throw said(": day-of-year does not match day");
      }
      month = date.getMonthValue();
      day = date.getDayOfMonth();
    }
    int inMonth = month < 0 ? 1 : month;
    int onDay = day < 0 ? 1 : day;
    if (onDay < 1 || onDay > YearMonth.of(year, inMonth).lengthOfMonth()) {
      throw said(": day out of range");
    }
    LocalDateTime local = LocalDateTime.of(year, inMonth, onDay, hour, minute, second, nano);
    return new GoTime(local.minusSeconds(offset), offset);
  }

  /** Goes past text of the layout; runs of spaces match runs of spaces. */
  private void skip(String prefix) {
    int at = 0;
    while (at < prefix.length()) {
      char c = prefix.charAt(at);
      if (c == ' ') {
        if (!rest.isEmpty() && rest.charAt(0) != ' ') {
          throw mismatch(rest, prefix);
        }
        while (at < prefix.length() && prefix.charAt(at) == ' ') {
          at++;
        }
        pad(rest.length());
      } else {
        if (rest.isEmpty() || rest.charAt(0) != c) {
          throw mismatch(rest, prefix);
        }
        take(1);
        at++;
      }
    }
  }

  private int name(List<String> names, boolean abbreviated) {
    for (int i = 0; i < names.size(); i++) {
      String name = abbreviated ? names.get(i).substring(0, 3) : names.get(i);
      if (rest.regionMatches(true, 0, name, 0, name.length())) {
        take(name.length());
        return i;
      }
    }
    throw new Mismatch();
  }

  private int number(boolean fixed) {
    require(digit(0) && (digit(1) || !fixed));
    return whole(take(digit(1) ? 2 : 1));
  }

  private int fraction(String point) {
    require(point.charAt(0) == '.' || point.charAt(0) == ',');
    String digits = point.substring(1, Math.min(10, point.length()));
    return whole((digits + "000000000").substring(0, 9));
  }

  private static int whole(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new Mismatch();
    }
  }

  private void pad(int most) {
    int spaces = 0;
    while (spaces < most && spaces < rest.length() && rest.charAt(spaces) == ' ') {
      spaces++;
    }
    take(spaces);
  }

  private String take(int length) {
    String taken = rest.substring(0, length);
    rest = rest.substring(length);
    return taken;
  }

  private boolean point() {
    return rest.startsWith(".") || rest.startsWith(",");
  }

  private boolean digit(int at) {
    return at < rest.length() && rest.charAt(at) >= '0' && rest.charAt(at) <= '9';
  }

  private int digits(int from) {
    int at = from;
    while (digit(at)) {
      at++;
    }
    return at - from;
  }

  private static void require(boolean fits) {
    if (!fits) {
      throw new Mismatch();
    }
  }

  private void range(boolean fits, String what) {
    if (!fits) {
      throw said(": " + what + " out of range");
    }
  }

  private Failure mismatch(String value, String element) {
    return new Failure(
        "parsing time "
            + quote(text)
            + " as "
            + quote(layout.text())
            + ": cannot parse "
            + quote(value)
            + " as "
            + quote(element));
  }

  private Failure said(String message) {
    return new Failure("parsing time " + quote(text) + message);
  }

  /** Go quotes the texts of times and durations in a simpler way than others. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      if (c >= 0x80 || c < ' ') {
        out.append(String.format("\\x%02x", c));
      } else {
        out.append(c == '"' || c == '\\' ? "\\" : "").append((char) c);
      }
    }
    return out.append('"').toString();
  }
}
