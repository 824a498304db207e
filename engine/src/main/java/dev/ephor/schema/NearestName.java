package dev.ephor.schema;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The known name that somebody meant: the one at the least Damerau-Levenshtein distance (an
 * insertion, a deletion, a substitution or a swap of neighbours counts one), upper and lower case
 * alike, when it is near enough to be a slip of the finger.
 */
public final class NearestName {

  private NearestName() {}

  /**
   * @param unknown the name that is not known
   * @param known the names that are, the earlier preferred among equals
   * @return the nearest name at most a third of the letters away, at least one slip being allowed
   */
  public static Optional<String> of(String unknown, Collection<String> known) {
    int limit = Math.max(1, Math.min(4, unknown.length() / 3));
    String written = unknown.toLowerCase(Locale.ROOT);
    String best = null;
    int bestDistance = limit + 1;
    for (String name : known) {
      if (Math.abs(name.length() - unknown.length()) < bestDistance) {
        int distance = distance(written, name.toLowerCase(Locale.ROOT));
        if (distance < bestDistance && distance < Math.max(2, name.length())) {
          best = name;
          bestDistance = distance;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** The number of slips between two names; a swapped pair may not be edited again. */
  public static int distance(String from, String to) {
    int[] before = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[to.length()];
  }
}
