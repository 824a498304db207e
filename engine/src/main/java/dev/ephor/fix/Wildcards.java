package dev.ephor.fix;

import dev.ephor.kubernetes.Wildcard;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts that a wildcard pattern lets pass, or does not, made from the text that stands there. */
final class Wildcards {

  private static final Pattern RUN = Pattern.compile("[*?]+");

  private Wildcards() {}

  static boolean isWild(String pattern) {
    return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
  }

  /** Texts that match, the nearest to what stands there first; all of them are guesses. */
  static List<String> filled(String pattern, @Nullable String actual) {
    Set<String> texts = new LinkedHashSet<>();
    if (actual != null && !actual.isEmpty()) {
      int slash = actual.indexOf('/');
      String first = slash < 0 ? "" : actual.substring(0, slash);
      boolean registry = first.contains(".") || first.contains(":") || first.equals("localhost");
      if (RUN.matcher(pattern).results().count() == 1) {
        texts.add(with(pattern, registry ? actual.substring(slash + 1) : actual));
        texts.add(with(pattern, actual.substring(actual.lastIndexOf('/') + 1)));
      }
      texts.add(actual + with(pattern.replaceFirst("^[*?]+", ""), Values.PLACEHOLDER));
      texts.add(untagged(actual) + with(pattern.replaceFirst("^[*?]+", ""), Values.PLACEHOLDER));
    }
    texts.add(with(pattern, Values.PLACEHOLDER));
    texts.add(pattern.replace("*", "").replace("?", "x"));
    texts.add(pattern.replace("*", "").replace("?", "1"));
    texts.removeIf(text -> !Wildcard.matches(pattern, text));
    return List.copyOf(texts);
  }

  /** Texts that do not match a pattern; all of them are guesses. */
  static List<String> avoiding(String pattern, @Nullable String actual) {
    Set<String> texts = new LinkedHashSet<>();
    if (actual != null && pattern.contains(":")) {
      texts.add(untagged(actual) + ":" + Values.PLACEHOLDER);
    }
    texts.add(Values.PLACEHOLDER);
    texts.removeIf(text -> Wildcard.matches(pattern, text));
    return List.copyOf(texts);
  }

  /**
   * The last run of wildcards becomes the text, the others nothing; question marks stay letters.
   */
  private static String with(String pattern, String text) {
    int end = pattern.length();
    while (end > 0 && "*?".indexOf(pattern.charAt(end - 1)) < 0) {
      end--;
    }
    int start = end;
    while (start > 0 && "*?".indexOf(pattern.charAt(start - 1)) >= 0) {
      start--;
    }
    String before = pattern.substring(0, start).replace("*", "").replace("?", "x");
    return end == 0 ? pattern : before + text + pattern.substring(end);
  }

  private static String untagged(String image) {
    int slash = image.lastIndexOf('/');
    int colon = image.indexOf(':', slash + 1);
    int digest = image.indexOf('@', slash + 1);
    int end = digest >= 0 && (colon < 0 || digest < colon) ? digest : colon;
    return end < 0 ? image : image.substring(0, end);
  }
}
