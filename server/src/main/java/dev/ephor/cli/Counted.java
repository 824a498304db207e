package dev.ephor.cli;

/** How many there are of something, in words. */
public final class Counted {

  private Counted() {}

  /**
   * Such as {@code 1 policy}, {@code 2 policies}, {@code 0 files}.
   *
   * @param noun the word for one of them, of those whose plural ends in {@code s} or {@code ies}
   */
  public static String of(long count, String noun) {
    return count + " " + (count == 1 ? noun : plural(noun));
  }

  private static String plural(String noun) {
    return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }
}
