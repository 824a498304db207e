package dev.ephor.workspace;

import com.google.re2j.Pattern;

/**
 * A pattern for paths: {@code *} and {@code ?} stay within one name, {@code **} crosses folders,
 * and {@code [a-z]} and {@code [!a-z]} mean one character, as in {@code .gitignore} files. Matching
 * takes linear time, whatever the pattern: it comes from files that somebody else wrote.
 */
public final class PathGlob {

  private final String pattern;
  private final Pattern compiled;

  private PathGlob(String pattern) {
    this.pattern = pattern;
    this.compiled = Pattern.compile(regex(pattern));
  }

  /**
   * Reads a pattern. One that names a folder means everything in it.
   *
   * @param pattern relative to a root, with {@code /} between names
   */
  public static PathGlob of(String pattern) {
    String trimmed = pattern.startsWith("./") ? pattern.substring(2) : pattern;
    return new PathGlob(trimmed.endsWith("/") ? trimmed + "**" : trimmed);
  }

  /** Whether a whole path, relative to the root, fits. */
  public boolean matches(String path) {
    return compiled.matches(path);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathGlob that && pattern.equals(that.pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  @Override
  public String toString() {
    return pattern;
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder("(?s)");
    int at = 0;
    while (at < glob.length()) {
      char c = glob.charAt(at);
      if (glob.startsWith("**/", at) && startsName(glob, at)) {
        regex.append("(?:.*/)?");
        at += 3;
      } else if (glob.startsWith("**", at) && startsName(glob, at) && at + 2 == glob.length()) {
        regex.append(".+");
        at += 2;
      } else if (c == '*') {
        regex.append("[^/]*");
        at++;
      } else if (c == '?') {
        regex.append("[^/]");
        at++;
      } else if (c == '[' && glob.indexOf(']', at + 2) > 0) {
        int end = glob.indexOf(']', at + 2);
        regex.append(characterClass(glob.substring(at + 1, end)));
        at = end + 1;
      } else if (c == '\\' && at + 1 < glob.length()) {
        regex.append(Pattern.quote(glob.substring(at + 1, at + 2)));
        at += 2;
      } else {
        int length = Character.charCount(glob.codePointAt(at));
        regex.append(Pattern.quote(glob.substring(at, at + length)));
        at += length;
      }
    }
    return regex.toString();
  }

  private static boolean startsName(String glob, int at) {
    return at == 0 || glob.charAt(at - 1) == '/';
  }

  private static String characterClass(String content) {
    boolean negated = content.startsWith("!") || content.startsWith("^");
    String members = negated ? content.substring(1) : content;
    StringBuilder regex = new StringBuilder(negated ? "[^/" : "[");
    for (int i = 0; i < members.length(); i++) {
      char c = members.charAt(i);
      boolean range = i + 2 < members.length() && members.charAt(i + 1) == '-';
      if (range && c <= members.charAt(i + 2)) {
        regex.append(escaped(c)).append('-').append(escaped(members.charAt(i + 2)));
        i += 2;
      } else {
        regex.append(escaped(c));
      }
    }
    return regex.append(']').toString();
  }

  private static String escaped(char c) {
    return Character.isLetterOrDigit(c) || c > 127 ? String.valueOf(c) : "\\" + c;
  }
}
