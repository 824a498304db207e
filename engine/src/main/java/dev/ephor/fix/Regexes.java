package dev.ephor.fix;

import dev.ephor.text.GoRegex;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** Short texts that a regular expression matches. What it asks that is rare is not understood. */
final class Regexes {

  private static final int MOST = 8;
  private static final int LONGEST = 200;

  private final String regex;
  private int next;

  private Regexes(String regex) {
    this.regex = regex;
  }

  /** The texts, in the order of the alternatives; none where none was found. */
  static List<Value> texts(String regex) {
    Set<String> found = new LinkedHashSet<>();
    found.addAll(new Regexes(regex).alternatives());
    found.removeIf(text -> text.length() > LONGEST || !matches(regex, text));
    return found.stream().map(text -> (Value) Scalar.of(text)).toList();
  }

  /** Whether an expression is a choice of words, so that its texts are no guesses. */
  static boolean isWords(String regex) {
    return regex.matches("\\^?(\\(\\?:|\\()?[-\\w|/ ]+\\)?\\$?");
  }

  private static boolean matches(String regex, String text) {
    try {
      return GoRegex.compile(regex).matcher(text).find();
    } catch (PatternSyntaxException unreadable) {
      return false;
    }
  }

  private List<String> alternatives() {
    List<String> all = new ArrayList<>(sequence());
    while (next < regex.length() && regex.charAt(next) == '|') {
      next++;
      all.addAll(sequence());
    }
    return all.subList(0, Math.min(MOST, all.size()));
  }

  private List<String> sequence() {
    List<String> texts = List.of("");
    while (next < regex.length() && "|)".indexOf(regex.charAt(next)) < 0) {
      List<String> more = times(one());
      List<String> joined = new ArrayList<>();
      for (String text : texts) {
        more.stream().limit(MOST).forEach(end -> joined.add(text + end));
      }
      texts = joined.subList(0, Math.min(MOST, joined.size()));
    }
    return texts;
  }

  /** One part: a group, a class, an escape or a letter. */
  private List<String> one() {
    char c = regex.charAt(next++);
    switch (c) {
      case '(' -> {
        if (regex.startsWith("?:", next)) {
          next += 2;
        }
        List<String> inner = alternatives();
        next = Math.min(regex.length(), next + 1);
        return inner;
      }
      case '[' -> {
        return List.of(ofClass());
      }
      case '\\' -> {
        return List.of(escaped());
      }
      case '^', '$' -> {
        return List.of("");
      }
      case '.' -> {
        return List.of("x");
      }
      default -> {
        return List.of(String.valueOf(c));
      }
    }
  }

  private String escaped() {
    if (next == regex.length()) {
      return "";
    }
    char c = regex.charAt(next++);
    return switch (c) {
      case 'd' -> "1";
      case 'w' -> "x";
      case 's' -> " ";
      case 'b', 'A', 'z', 'B' -> "";
      default -> String.valueOf(c);
    };
  }

  private String ofClass() {
    int close = regex.indexOf(']', next + 1);
    String inner = regex.substring(next, close < 0 ? regex.length() : close);
    next = close < 0 ? regex.length() : close + 1;
    if (inner.startsWith("^")) {
      return "x1-_ "
          .chars()
          .filter(c -> inner.indexOf(c) < 0)
          .mapToObj(c -> String.valueOf((char) c))
          .findFirst()
          .orElse("x");
    } else if (inner.startsWith("\\")) {
      return inner.startsWith("\\d") ? "1" : "x";
    }
    return inner.isEmpty() ? "" : inner.substring(0, 1);
  }

  /** A part as often as what follows it asks. */
  private List<String> times(List<String> part) {
    if (next == regex.length()) {
      return part;
    }
    char c = regex.charAt(next);
    int least = 1;
    if (c == '*' || c == '?') {
      next++;
      least = 0;
    } else if (c == '+') {
      next++;
    } else if (c == '{') {
      int close = regex.indexOf('}', next);
      Long count =
          close < 0 ? null : Values.whole(regex.substring(next + 1, close).split(",", 2)[0]);
      if (count != null) {
        next = close + 1;
        least = (int) Math.min(count, LONGEST);
      }
    }
    if (next < regex.length() && regex.charAt(next) == '?') {
      next++;
    }
    int count = least;
    return part.stream().map(text -> text.repeat(count)).toList();
  }
}
