package dev.ephor.cli.test;

import dev.ephor.value.GoJson;
import java.util.regex.Pattern;

/** Strings as values of a YAML mapping that stands in a list at the top. */
final class YamlText {

  /** What is read back as the same string without quotes. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_/](?:[^\\p{Cntrl}:#]|:(?=[^\\s])|(?<=\\S)#)*(?<=[^\\s:])");

  private static final Pattern SPECIAL =
      Pattern.compile("(?i)(?:y|n|yes|no|on|off|true|false|null|\\.inf|\\.nan)");

  private YamlText() {}

  /** A string in one line, or as a literal block where it has several; quoted as Go's YAML does. */
  static String scalar(String text) {
    if (text.contains("\n") && text.chars().noneMatch(c -> c < ' ' && c != '\n')) {
      String chomping = text.endsWith("\n") ? "" : "-";
      String indent = text.startsWith(" ") || text.startsWith("\n") ? "4" : "";
      return "|" + indent + chomping + "\n    " + text.stripTrailing().replace("\n", "\n    ");
    }
    if (PLAIN.matcher(text).matches() && !SPECIAL.matcher(text).matches()) {
      return text;
    }
    boolean quotable = !text.isEmpty() && text.chars().noneMatch(c -> c < ' ' || c == 0x7F);
    return quotable ? "'" + text.replace("'", "''") + "'" : GoJson.quote(text);
  }
}
