package dev.ephor.rule.validate;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers in text as Go's {@code strconv} reads them. */
final class NumberReader {

  private static final int LONGEST = 1_000;
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile(
          "[-+]?0[xX](?:[0-9a-fA-F]+(?:\\.[0-9a-fA-F]*)?|\\.[0-9a-fA-F]+)[pP][-+]?[0-9]+");
  private static final Pattern SPECIAL =
      Pattern.compile("([-+]?)(inf|infinity|nan)", Pattern.CASE_INSENSITIVE);
  private static final Pattern MISPLACED_UNDERSCORE =
      Pattern.compile("(?<![0-9a-fA-FxX])_|_(?![0-9a-fA-F])");

  private NumberReader() {}

  /** The text as a 64-bit integer of base ten; null where it is none or does not fit. */
  static @Nullable Long integer(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (text.length() == start || text.length() > LONGEST) {
      return null;
    }
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }

  /** The text as a floating point number; null where it is none or is too large to be one. */
  static @Nullable Double floating(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    String digits = text;
    if (text.indexOf('_') >= 0) {
      if (MISPLACED_UNDERSCORE.matcher(text).find()) {
        return null;
      }
      digits = text.replace("_", "");
    }
    if (DECIMAL.matcher(digits).matches() || HEXADECIMAL.matcher(digits).matches()) {
      double number = Double.parseDouble(digits);
      return Double.isInfinite(number) ? null : (Double) number;
    }
    var special = SPECIAL.matcher(text);
    if (!special.matches()) {
      return null;
    }
    if (special.group(2).equalsIgnoreCase("nan")) {
      return special.group(1).isEmpty() ? (Double) Double.NaN : null;
    }
    return special.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }
}
