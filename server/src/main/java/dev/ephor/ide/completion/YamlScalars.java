package dev.ephor.ide.completion;

/** How strings are written as scalars of YAML. */
final class YamlScalars {

  private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";

  private YamlScalars() {}

  /** A string as it may stand after a key: in quotes where it would be read as something else. */
  static String written(String value) {
    return isPlain(value) ? value : quoted(value);
  }

  /** In double quotes. */
  static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static boolean isPlain(String value) {
    if (value.isEmpty() || !value.strip().equals(value) || isOtherType(value)) {
      return false;
    }
    boolean indicator = INDICATORS.indexOf(value.charAt(0)) >= 0;
    boolean harmless =
        value.length() > 1 && "-?:".indexOf(value.charAt(0)) >= 0 && value.charAt(1) != ' ';
    return (!indicator || harmless)
        && !value.contains(": ")
        && !value.endsWith(":")
        && !value.contains(" #")
        && !value.contains("{{")
        && value.chars().noneMatch(c -> c < ' ');
  }

  private static boolean isOtherType(String value) {
    return value.matches("(?i)true|false|null|~|yes|no|on|off|y|n|[-+.]?[0-9][0-9a-fx_.:e+-]*");
  }
}
