package dev.ephor.impact;

import dev.ephor.rule.Status;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * From which verdict to which. Ordered by what a reader must see first: what passed and fails now,
 * other new failures, new warnings, what fails no more, the rest.
 *
 * @param from the verdict before; null where the rule did not match, or was not there
 * @param to the verdict after; null where the rule does not match, or is not there
 */
public record Turn(@Nullable Status from, @Nullable Status to) implements Comparable<Turn> {

  /** Whether something is refused that was not. */
  public boolean isNewFailure() {
    return refuses(to) && !refuses(from);
  }

  /** Whether something is refused no more. */
  public boolean isMended() {
    return refuses(from) && !refuses(to);
  }

  /** Whether it is worth more than being counted: one of the verdicts speaks against something. */
  public boolean isLoud() {
    return refuses(from) || refuses(to) || from == Status.WARN || to == Status.WARN;
  }

  /** In words, such as {@code pass -> fail} or {@code not matched -> fail}. */
  public String words() {
    return word(from) + " -> " + word(to);
  }

  @Override
  public int compareTo(Turn other) {
    int rank = Integer.compare(rank(), other.rank());
    return rank != 0 ? rank : words().compareTo(other.words());
  }

  private int rank() {
    if (isNewFailure()) {
      return from == Status.PASS ? to == Status.FAIL ? 0 : 1 : 2;
    } else if (isMended()) {
      return to == Status.PASS ? 4 : 5;
    }
    return isLoud() ? 3 : 6;
  }

  private static boolean refuses(@Nullable Status status) {
    return status == Status.FAIL || status == Status.ERROR;
  }

  private static String word(@Nullable Status status) {
    return status == null ? "not matched" : status.name().toLowerCase(Locale.ROOT);
  }
}
