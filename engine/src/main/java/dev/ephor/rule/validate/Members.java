package dev.ephor.rule.validate;

import dev.ephor.value.GoText;
import dev.ephor.value.ListValue;
import dev.ephor.value.Scalar;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the value of a membership condition holds. */
final class Members {

  private static final Pattern FIRST_HYPHEN = Pattern.compile("-", Pattern.LITERAL);

  private Members() {}

  /** The items of a list as texts. */
  static List<String> texts(ListValue list) {
    return list.values().stream().map(GoText::typed).toList();
  }

  /** Who is inside the range that a text writes; null where it writes none. */
  static @Nullable Predicate<String> inside(String text) {
    return isRange(text) ? matching(text) : null;
  }

  /** Who is outside the range that a text writes; null where it writes none. */
  static @Nullable Predicate<String> outside(String text) {
    return isRange(text) ? matching(FIRST_HYPHEN.matcher(text).replaceFirst("!-")) : null;
  }

  private static boolean isRange(String text) {
    return text.length() > 1 && Term.parse(text) instanceof Term.Inside;
  }

  private static Predicate<String> matching(String pattern) {
    ScalarPattern demand = ScalarPattern.Text.of(pattern);
    return member -> demand.matches(Scalar.of(member));
  }

  /**
   * The members that a text lists: those of a JSON list of strings, or the text itself where it is
   * no JSON. Null where it is JSON of another form.
   */
  static @Nullable List<String> listed(String text) {
    JsonStrings.Reading reading = JsonStrings.read(text);
    return switch (reading.form()) {
      case STRINGS -> reading.strings();
      case NOT_JSON -> List.of(text);
      case OTHER -> null;
    };
  }
}
