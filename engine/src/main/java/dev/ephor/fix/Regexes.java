package dev.ephor.fix;

import dev.ephor.text.GoRegex;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Texts that simple regular expressions match: plain words, and alternatives of them. */
final class Regexes {

  private static final Pattern GROUPS = Pattern.compile("\\(\\?:|[()]");

  private Regexes() {}

  /** The texts, in the order of the expression; none for an expression that is more than words. */
  static List<Value> texts(String regex) {
    String body = regex.replaceFirst("^\\^", "").replaceFirst("(?<!\\\\)\\$$", "");
    List<Value> texts = new ArrayList<>();
    for (String alternative : GROUPS.matcher(body).replaceAll("").split("\\|", -1)) {
      String text = alternative.replaceAll("\\\\(.)", "$1").replace(".*", "").replace(".+", "x");
      if (matches(regex, text)) {
        texts.add(Scalar.of(text));
      }
    }
    return List.copyOf(texts);
  }

  private static boolean matches(String regex, String text) {
    try {
      return GoRegex.compile(regex).matcher(text).find();
    } catch (PatternSyntaxException unreadable) {
      return false;
    }
  }
}
