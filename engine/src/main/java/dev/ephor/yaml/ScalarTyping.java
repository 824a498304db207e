package dev.ephor.yaml;

import org.jspecify.annotations.Nullable;

/** The types of plain scalars as Go's YAML 1.1-flavoured reader gives them. */
final class ScalarTyping {

  private ScalarTyping() {}

  static @Nullable Object typed(String plain) {
    return switch (plain) {
      case "", "~", "null", "Null", "NULL" -> null;
      case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y" -> true;
      case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N" -> false;
      default -> number(plain);
    };
  }

  private static Object number(String plain) {
    try {
      return Long.valueOf(plain);
    } catch (NumberFormatException notInteger) {
      if (plain.matches("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?")) {
        double number = Double.parseDouble(plain);
        return number == Math.rint(number) && Math.abs(number) < 1e15
            ? (Object) (long) number
            : number;
      }
      return plain;
    }
  }
}
