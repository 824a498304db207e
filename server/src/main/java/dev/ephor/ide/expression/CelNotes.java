package dev.ephor.ide.expression;

import dev.ephor.expression.cel.CelVocabulary.Declared;
import dev.ephor.policy.meaning.CelShape;
import java.util.regex.Pattern;

/** Words about names in CEL. */
final class CelNotes {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private CelNotes() {}

  /** Whether a text can stand behind a dot as it is. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** What a variable is. */
  static String variable(String name, CelShape shape) {
    return "`" + name + "`: " + shape.label();
  }

  /** How a function is called, without its name and receiver: {@code (int) -> string}. */
  static String signature(Declared declared) {
    String id = declared.overload().id();
    String function = declared.overload().function();
    int at = id.indexOf(function + "(");
    return at < 0 ? id : id.substring(at + function.length());
  }
}
