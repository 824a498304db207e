package dev.ephor.rule.validate;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as Go's {@code fmt} prints them, since Kyverno's messages and comparisons do. */
final class GoText {

  private GoText() {}

  /** The text of {@code %v}. */
  static String plain(@Nullable Value value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  /** The text of {@code %T}. */
  static String type(@Nullable Value value) {
    if (value instanceof MapValue) {
      return "map[string]interface {}";
    }
    if (value instanceof ListValue) {
      return "[]interface {}";
    }
    Object content = value instanceof Scalar scalar ? scalar.content() : null;
    if (content == null) {
      return "<nil>";
    }
    return content instanceof String
        ? "string"
        : content instanceof Boolean ? "bool" : content instanceof Long ? "int64" : "float64";
  }

  static int size(@Nullable Value value) {
    return value instanceof ListValue list ? list.size() : 0;
  }

  /**
   * A number as {@code %v} prints it: shortest digits, with an exponent from a million up and under
   * 1e-4.
   */
  static String number(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0" : "0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    return exponent < -4 || exponent >= 6 ? exponential(number, 'e') : shortest.toPlainString();
  }

  /** A number with an exponent of at least two digits, as {@code strconv} writes it. */
  static String exponential(double number, char sign) {
    if (number == 0 || Double.isNaN(number) || Double.isInfinite(number)) {
      return number == 0 ? "0" + sign + "+00" : number(number);
    }
    BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = shortest.precision() - shortest.scale() - 1;
    return (number < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + sign
        + (exponent < 0 ? '-' : '+')
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  /** A number with six places, the text of {@code %f}. */
  static String fixed(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return number(number);
    }
    return String.format(Locale.ROOT, "%.6f", new BigDecimal(number));
  }

  private static void append(StringBuilder text, @Nullable Value value) {
    if (value instanceof MapValue map) {
      List<String> keys = map.keys().stream().sorted().toList();
      text.append("map[");
      for (int i = 0; i < keys.size(); i++) {
        text.append(i == 0 ? "" : " ").append(keys.get(i)).append(':');
        append(text, map.child(keys.get(i)));
      }
      text.append(']');
    } else if (value instanceof ListValue list) {
      text.append('[');
      for (int i = 0; i < list.size(); i++) {
        text.append(i == 0 ? "" : " ");
        append(text, list.at(i));
      }
      text.append(']');
    } else {
      Object content = value instanceof Scalar scalar ? scalar.content() : null;
      text.append(
          content == null
              ? "<nil>"
              : content instanceof Double number ? number(number) : content.toString());
    }
  }
}
