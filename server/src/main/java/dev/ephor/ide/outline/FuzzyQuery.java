package dev.ephor.ide.outline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What somebody types to find a name. Case does not count.
 *
 * @param words all of which must be found
 */
record FuzzyQuery(List<String> words) {

  private static final int WHOLE = 1000;
  private static final int START = 800;
  private static final int WORD = 600;
  private static final int INSIDE = 400;
  private static final int LETTERS = 200;

  /** What is found beside the name counts less than what is found in it. */
  private static final int BESIDE = 10;

  FuzzyQuery {
    words = List.copyOf(words);
  }

  static FuzzyQuery of(String query) {
    return new FuzzyQuery(
        Arrays.stream(query.toLowerCase(Locale.ROOT).split("[\\s/]+"))
            .filter(word -> !word.isEmpty())
            .toList());
  }

  /**
   * How well a thing is what is looked for: 0 when it is not, else the greater the better.
   *
   * @param name its name
   * @param beside what else is known of it; words are found in it as they are written only
   */
  int score(String name, String beside) {
    if (words.isEmpty()) {
      return 1;
    }
    String lowerName = name.toLowerCase(Locale.ROOT);
    String lowerBeside = beside.toLowerCase(Locale.ROOT);
    int sum = 0;
    for (String word : words) {
      int best = quality(word, lowerName);
      if (best == 0 && lowerBeside.contains(word)) {
        best = BESIDE;
      }
      if (best == 0) {
        return 0;
      }
      sum += best;
    }
    // Of equally good ones the shorter name is nearer.
    return Math.max(1, sum - Math.min(name.length(), 99));
  }

  private static int quality(String word, String name) {
    int at = name.indexOf(word);
    if (at < 0) {
      return isSpread(word, name) ? LETTERS : 0;
    }
    if (at == 0) {
      return word.length() == name.length() ? WHOLE : START;
    }
    return Character.isLetterOrDigit(name.charAt(at - 1)) ? INSIDE : WORD;
  }

  /** Whether the letters of a word are there in this order, with others between them. */
  private static boolean isSpread(String word, String name) {
    int at = 0;
    for (int i = 0; i < word.length(); i++) {
      at = name.indexOf(word.charAt(i), at) + 1;
      if (at == 0) {
        return false;
      }
    }
    return true;
  }
}
