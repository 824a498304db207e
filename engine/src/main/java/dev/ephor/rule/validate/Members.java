package dev.ephor.rule.validate;

import dev.ephor.value.GoText;
import dev.ephor.value.ListValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
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

  /**
   * Whether a key is a list whose only member is the value, a text. Kyverno answers of these two
   * before it looks whether presence or absence was asked for, so that {@code AllNotIn} and {@code
   * NotIn} hold, which they should not; {@code AnyNotIn} was mended. No recording has the case: it
   * follows the source.
   */
  static boolean isOnly(Value key, Value value) {
    String text = value.asString();
    return text != null && key instanceof ListValue list && texts(list).equals(List.of(text));
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
