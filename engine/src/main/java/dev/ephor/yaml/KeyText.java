package dev.ephor.yaml;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Mapping keys as strings. Keys are typed like values and then written back as sigs.k8s.io/yaml
 * does on its way to JSON: {@code y} becomes {@code true}, {@code 0x10} becomes {@code 16}.
 */
final class KeyText {

  private KeyText() {}

  /** The key for a plain scalar, or null where its type cannot be a key (null, giants). */
  static @Nullable String of(String plain) {
    Object resolved = ScalarTyping.resolve(plain);
    if (resolved instanceof String || resolved instanceof Long || resolved instanceof Boolean) {
      return resolved.toString();
    }
    return resolved instanceof Double number ? shortest(number) : null;
  }

  /**
   * Go's {@code FormatFloat(x, 'g', -1, 32)}: the fewest digits that tell a 32-bit float from its
   * neighbours, with an exponent below 1e-4 and from 1e6 on.
   */
  private static String shortest(double number) {
    float single = (float) number;
    if (Float.isNaN(single)) {
      return ".nan";
    }
    if (Float.isInfinite(single)) {
      return single > 0 ? ".inf" : "-.inf";
    }
    if (single == 0) {
      return 1 / single < 0 ? "-0" : "0";
    }
    BigDecimal decimal = new BigDecimal(Float.toString(single)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().abs().toString();
    StringBuilder text = new StringBuilder(decimal.signum() < 0 ? "-" : "");
    text.append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    return text.append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent)).toString();
  }
}
