package dev.ephor.testing.mutant;

import dev.ephor.kubernetes.Quantity;
import dev.ephor.testing.mutant.Mutant.Family;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other constants instead of written ones. */
final class Constants {

  private static final Pattern AMOUNT = Pattern.compile("([0-9]+)(?:\\.[0-9]+)?([A-Za-z]*)");
  private static final int LONGEST = 40;

  private Constants() {}

  /** The scalar of a place with another content; what has variables is left as it is. */
  static void at(Site site) {
    if (!(site.value() instanceof Scalar scalar) || scalar.content() == null) {
      return;
    }
    Object content = scalar.content();
    if (content instanceof Boolean truth) {
      replace(site, content, !truth);
    } else if (content instanceof Long number) {
      replace(site, content, number + 1);
    } else if (content instanceof Double number) {
      replace(site, content, number + 1);
    } else if (content instanceof String text && !text.contains("{{") && !text.contains("$(")) {
      replace(site, content, other(text));
    }
  }

  private static void replace(Site site, Object was, Object is) {
    site.replace(Family.VALUE, shown(is) + " instead of " + shown(was), is);
  }

  /** A text just beside another: an amount that is one more, a text that goes on. */
  static String other(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (amount.matches() && Quantity.parse(text) != null && amount.group(1).length() < 18) {
      return (Long.parseLong(amount.group(1)) + 1) + amount.group(2);
    }
    return text.isEmpty() ? "other" : text.equals("*") ? "other" : text + "-other";
  }

  /** A constant as a message shows it. */
  static String shown(Object value) {
    Object content = value instanceof Value && !(value instanceof Scalar) ? "it" : value;
    if (content instanceof Scalar scalar) {
      content = scalar.content() == null ? "null" : scalar.content();
    }
    String text = String.valueOf(content).replace("\n", " ");
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return content instanceof String ? "\"" + cut + "\"" : cut;
  }
}
