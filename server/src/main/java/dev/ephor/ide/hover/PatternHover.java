package dev.ephor.ide.hover;

import dev.ephor.policy.meaning.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the condition in a value of a pattern demands, in words. */
final class PatternHover {

  private static final Pattern RANGE = Pattern.compile("(-?[0-9][^ -]*)(!?-)(-?[0-9][^ -]*)");

  private PatternHover() {}

  static Optional<String> of(HoverPlace place) {
    String text = place.path().value().asString();
    if (place.onKey()
        || text == null
        || place.meaning().dialect() != Dialect.PATTERN
        || text.contains("{{")) {
      return Optional.empty();
    }
    List<String> choices = new ArrayList<>();
    for (String choice : text.split("\\|", -1)) {
      List<String> terms = new ArrayList<>();
      for (String term : choice.split("&", -1)) {
        terms.add(term(term.strip()));
      }
      choices.add(String.join(" and ", terms));
    }
    return Optional.of("must be " + String.join(", or ", choices));
  }

  private static String term(String term) {
    if (term.equals("*")) {
      return "anything";
    } else if (term.equals("?*")) {
      return "anything but empty";
    } else if (term.startsWith(">=")) {
      return "at least " + quoted(term.substring(2));
    } else if (term.startsWith("<=")) {
      return "at most " + quoted(term.substring(2));
    } else if (term.startsWith(">")) {
      return "more than " + quoted(term.substring(1));
    } else if (term.startsWith("<")) {
      return "less than " + quoted(term.substring(1));
    } else if (term.startsWith("!")) {
      return "not " + literal(term.substring(1).strip());
    }
    Matcher range = RANGE.matcher(term);
    if (range.matches()) {
      boolean outside = range.group(2).startsWith("!");
      return (outside ? "outside of " : "from ")
          + quoted(range.group(1))
          + " to "
          + quoted(range.group(3));
    }
    return literal(term);
  }

  private static String literal(String term) {
    boolean wild = term.contains("*") || term.contains("?");
    return quoted(term) + (wild ? " (`*` stands for any characters, `?` for one)" : "");
  }

  private static String quoted(String text) {
    return text.isBlank() ? "empty" : "`" + text.strip() + "`";
  }
}
