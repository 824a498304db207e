package dev.ephor.yaml.edit;

import dev.ephor.value.Scalar;
import dev.ephor.yaml.GoYaml;
import dev.ephor.yaml.NodeKind;

/** Scalars on one line: plain where they read back as what they are, otherwise in quotes. */
final class ScalarWords {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private ScalarWords() {}

  /**
   * A scalar's text.
   *
   * @param as how the value that it replaces is written; its quotes are kept for texts
   * @param flow whether it stands in brackets
   */
  static String of(Scalar scalar, NodeKind as, boolean flow) {
    String text = scalar.asString();
    if (text == null) {
      return GoYaml.onOneLine(scalar);
    }
    if (as == NodeKind.DOUBLE_QUOTED) {
      return quoted(text);
    }
    if (as == NodeKind.SINGLE_QUOTED && GoYaml.isSingleQuotable(text)) {
      return "'" + text.replace("'", "''") + "'";
    }
    return plainOrQuoted(text, flow);
  }

  /** A key's text. */
  static String key(String key, boolean json, boolean flow) {
    return json ? quoted(key) : plainOrQuoted(key, flow);
  }

  private static String plainOrQuoted(String text, boolean flow) {
    String word = GoYaml.onOneLine(Scalar.of(text));
    boolean plain = word.equals(text);
    boolean bracket = text.chars().anyMatch(c -> ",[]{}".indexOf(c) >= 0);
    if (plain && flow && (bracket || text.endsWith(":") || text.startsWith("?"))) {
      return quoted(text);
    }
    return word.startsWith("\"") ? quoted(text) : word;
  }

  /** In double quotes, with the escapes that JSON and YAML share. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || (c >= 0x7F && c < 0xA0) || "\u2028\u2029\uFEFF".indexOf(c) >= 0) {
            out.append("\\u").append(HEX[c >> 12]).append(HEX[c >> 8 & 15]);
            out.append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
