package dev.ephor.policy.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** Finds {@code {{ }}} in text, as the reference's own expression does. */
final class Template {

  /** Group 2 is the variable with its braces; a backslash before it makes it plain text. */
  private static final Pattern VARIABLE =
      Pattern.compile("(^|[^\\\\])(\\{\\{(?:\\{[^{}]*\\}|[^{}])*\\}\\})");

  /** Without a look at what stands before: what match and exclude may not have. */
  private static final Pattern BARE = Pattern.compile("\\{\\{[^{}]*\\}\\}");

  private Template() {}

  /** The variables of a text with their braces, innermost ones only. */
  static List<String> variables(String text) {
    List<String> variables = new ArrayList<>();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      variables.add(matcher.group(2));
    }
    return variables;
  }

  /** Finds the variables of a text, innermost ones only; group 2 is one with its braces. */
  static Matcher matcher(String text) {
    return VARIABLE.matcher(text);
  }

  /** Whether a text has a variable, escaped or not. */
  static boolean anyBare(String text) {
    return BARE.matcher(text).find();
  }

  /** What is asked for between the braces. */
  static String inner(String variable) {
    return variable.replace("{{", "").replace("}}", "").strip();
  }

  /** The text with each variable, innermost first, replaced by a word. */
  static String replaceAll(String text, String word) {
    String replaced = text;
    for (int round = 0; round < 32; round++) {
      List<String> variables = variables(replaced);
      if (variables.isEmpty()) {
        return replaced;
      }
      for (String variable : variables) {
        replaced = replaced.replace(variable, word);
      }
    }
    return replaced;
  }
}
