package dev.ephor.impact;

import dev.ephor.rule.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * How many resources got which verdict.
 *
 * @param pass resources
 * @param fail resources
 * @param warn resources
 * @param error resources
 * @param skip resources
 */
public record Tally(int pass, int fail, int warn, int error, int skip) {

  /** Nothing was matched. */
  public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

  /** This and one resource more. */
  public Tally and(Status status) {
    return switch (status) {
      case PASS -> new Tally(pass + 1, fail, warn, error, skip);
      case FAIL -> new Tally(pass, fail + 1, warn, error, skip);
      case WARN -> new Tally(pass, fail, warn + 1, error, skip);
      case ERROR -> new Tally(pass, fail, warn, error + 1, skip);
      case SKIP -> new Tally(pass, fail, warn, error, skip + 1);
    };
  }

  /** The sum of two. */
  public Tally plus(Tally other) {
    return new Tally(
        pass + other.pass,
        fail + other.fail,
        warn + other.warn,
        error + other.error,
        skip + other.skip);
  }

  /**
   * In words, such as {@code 12 pass, 3 fail, 1 skip}; what nothing got is left out, and nothing at
   * all is {@code matches nothing}.
   */
  public String words() {
    List<String> parts = new ArrayList<>();
    add(parts, pass, "pass");
    add(parts, fail, "fail");
    add(parts, warn, "warn");
    add(parts, error, "error");
    add(parts, skip, "skip");
    return parts.isEmpty() ? "matches nothing" : String.join(", ", parts);
  }

  private static void add(List<String> parts, int count, String word) {
    if (count > 0) {
      parts.add(count + " " + word);
    }
  }
}
