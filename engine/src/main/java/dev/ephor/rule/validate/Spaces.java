package dev.ephor.rule.validate;

/** Trimming as Go does it, which is not quite Java's. */
final class Spaces {

  private Spaces() {}

  /** Without the spaces (not other white space) at both ends. */
  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == ' ') {
      start++;
    }
    while (start < end && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(start, end);
  }
}
