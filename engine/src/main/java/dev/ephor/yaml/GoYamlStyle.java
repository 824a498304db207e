package dev.ephor.yaml;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Go's YAML library decides to write a text. */
enum GoYamlStyle {
  PLAIN,
  SINGLE_QUOTED,
  DOUBLE_QUOTED,
  LITERAL;

  /** Numbers of YAML 1.1 to base 60, which the library's reader does not know but others do. */
  private static final Pattern BASE_60 =
      Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");

  private static final Pattern TIME =
      Pattern.compile(
          "([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
              + "(?:(?: |([Tt]))([0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2})(?:[.,][0-9]+)?"
              + "(Z|[-+][0-9]{2}:[0-9]{2})?)?");

  private static final String NEVER_FIRST = "#,[]{}&*!|>'\"%@`";

  static GoYamlStyle of(String text, boolean key) {
    Looks looks = new Looks(text);
    if (text.indexOf('\n') >= 0) {
      return looks.literal && !key ? LITERAL : DOUBLE_QUOTED;
    }
    if (readsAsSomethingElse(text)) {
      return DOUBLE_QUOTED;
    }
    if (looks.plain) {
      return PLAIN;
    }
    return looks.singleQuoted ? SINGLE_QUOTED : DOUBLE_QUOTED;
  }

  private static boolean readsAsSomethingElse(String text) {
    if (text.isEmpty() || text.equals("<<")) {
      return true;
    }
    char first = text.charAt(0);
    boolean digit = first >= '0' && first <= '9';
    return !text.equals(ScalarTyping.resolve(text))
        || ((digit || first == '-' || first == '+') && BASE_60.matcher(text).matches())
        || (digit && isTime(text));
  }

  /** Whether the library reads a timestamp; a day or an hour that does not exist is none. */
  private static boolean isTime(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches() || (time.group(2) != null) != (time.group(4) != null)) {
      return false;
    }
    try {
      LocalDate.parse(time.group(1), DateTimeFormatter.ofPattern("uuuu-M-d", Locale.ROOT));
      if (time.group(3) != null) {
        LocalTime.parse(time.group(3), DateTimeFormatter.ofPattern("H:m:s", Locale.ROOT));
      }
      return true;
    } catch (DateTimeParseException noSuchTime) {
      return false;
    }
  }

  /** The library's own notion, in which a tab is not printable. */
  static boolean isPrintable(int c) {
    return c == '\n'
        || (c >= 0x20 && c <= 0x7E)
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }

  /** What a look at each character says of the styles that are possible in block context. */
  private static final class Looks {
    private final boolean plain;
    private final boolean singleQuoted;
    private final boolean literal;

    Looks(String text) {
      boolean indicator = text.startsWith("---") || text.startsWith("...");
      boolean special = false;
      boolean breaks = false;
      boolean breakThenSpace = false;
      boolean spaceThenBreak = false;
      int before = -1;
      for (int i = 0; i < text.length(); ) {
        int c = text.codePointAt(i);
        int next = i + Character.charCount(c);
        boolean blankNext =
            next >= text.length() || text.charAt(next) == ' ' || text.charAt(next) == '\t';
        if (i == 0) {
          indicator |= NEVER_FIRST.indexOf(c) >= 0 || ("?:-".indexOf(c) >= 0 && blankNext);
        } else {
          indicator |= (c == ':' && blankNext) || (c == '#' && isBlankOrBreak(before));
        }
        special |= !isPrintable(c);
        boolean isBreak = GoYamlScalar.isBreak(c);
        breaks |= isBreak;
        breakThenSpace |= c == ' ' && GoYamlScalar.isBreak(before);
        spaceThenBreak |= isBreak && before == ' ';
        before = c;
        i = next;
      }
      boolean edges = !text.isEmpty() && (isEdge(text.codePointAt(0)) || isEdge(before));
      boolean none = spaceThenBreak || special;
      this.plain = !none && !edges && !breaks && !breakThenSpace && !indicator;
      this.singleQuoted = !none && !breakThenSpace;
      this.literal = !none && before != ' ';
    }

    private static boolean isEdge(int c) {
      return c == ' ' || GoYamlScalar.isBreak(c);
    }

    private static boolean isBlankOrBreak(int c) {
      return c == ' ' || c == '\t' || GoYamlScalar.isBreak(c);
    }
  }
}
