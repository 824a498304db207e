package dev.ephor.kubernetes;

/**
 * Glob patterns as Kyverno understands them: {@code *} stands for any run of characters, {@code ?}
 * for exactly one. Nothing else is special, and there is no escape.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/validate/#wildcards">Kyverno:
 *     wildcards</a>
 */
public final class Wildcard {

  private Wildcard() {}

  /** Whether a text contains a character that {@link #matches} gives a meaning. */
  public static boolean containsWildcard(String pattern) {
    return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
  }

  /** Whether the whole text is described by the pattern. Takes at most pattern times text steps. */
  public static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      char wanted = p < pattern.length() ? pattern.charAt(p) : '\0';
      if (p < pattern.length() && wanted == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && (wanted == '?' || wanted == text.charAt(t))) {
        p++;
        t += wanted == '?' ? Character.charCount(text.codePointAt(t)) : 1;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
