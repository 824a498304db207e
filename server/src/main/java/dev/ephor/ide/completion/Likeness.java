package dev.ephor.ide.completion;

import java.util.Locale;

/** How what is typed resembles a name, the best first. Case does not count. */
enum Likeness {
  /** The name begins with it. */
  START,
  /** It is made of the beginnings of the name's words: {@code secCon}, {@code sc}. */
  WORDS,
  /** It stands somewhere in the name. */
  INSIDE,
  /** Its letters stand in the name in this order, the first at the beginning of a word. */
  LETTERS,
  NONE;

  static Likeness of(String typed, String name) {
    String part = typed.toLowerCase(Locale.ROOT);
    String whole = name.toLowerCase(Locale.ROOT);
    if (whole.startsWith(part)) {
      return START;
    } else if (words(part, 0, name, 0)) {
      return WORDS;
    } else if (part.length() > 1 && whole.contains(part)) {
      return INSIDE;
    }
    return letters(part, name, whole) ? LETTERS : NONE;
  }

  private static boolean words(String typed, int from, String name, int start) {
    if (from == typed.length()) {
      return true;
    }
    for (int word = start; word < name.length(); word++) {
      if (!beginsWord(name, word)) {
        continue;
      }
      int length = 0;
      while (from + length < typed.length()
          && word + length < name.length()
          && (length == 0 || !beginsWord(name, word + length))
          && typed.charAt(from + length) == Character.toLowerCase(name.charAt(word + length))) {
        length++;
        if (words(typed, from + length, name, word + length)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean letters(String typed, String name, String lower) {
    for (int first = 0; first < name.length(); first++) {
      if (beginsWord(name, first) && lower.charAt(first) == typed.charAt(0)) {
        int at = first;
        int read = 0;
        while (at < lower.length() && read < typed.length()) {
          read += lower.charAt(at++) == typed.charAt(read) ? 1 : 0;
        }
        return read == typed.length();
      }
    }
    return false;
  }

  private static boolean beginsWord(String name, int at) {
    char c = name.charAt(at);
    if (!Character.isLetterOrDigit(c)) {
      return at == 0;
    }
    char before = at == 0 ? ' ' : name.charAt(at - 1);
    return !Character.isLetterOrDigit(before)
        || (Character.isUpperCase(c) && !Character.isUpperCase(before));
  }
}
