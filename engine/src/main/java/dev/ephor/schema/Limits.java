package dev.ephor.schema;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar may hold besides its type. A value without a limit has {@link #NONE}.
 *
 * @param minLength the fewest characters of a string; 0 without a limit
 * @param maxLength the most characters of a string; {@link Integer#MAX_VALUE} without a limit
 * @param pattern a regular expression in RE2's syntax of which a string must have a match; null
 *     without one
 * @param format such as {@code date-time} or {@code int32}; null without one
 * @param minimum the least number; null without one
 * @param maximum the greatest number; null without one
 * @param multipleOf what a number must be a multiple of; null without
 */
public record Limits(
    int minLength,
    int maxLength,
    @Nullable String pattern,
    @Nullable String format,
    @Nullable Bound minimum,
    @Nullable Bound maximum,
    @Nullable BigDecimal multipleOf) {

  /** No limit. */
  public static final Limits NONE = new Limits(0, Integer.MAX_VALUE, null, null, null, null, null);

  /**
   * A number that is a limit.
   *
   * @param exclusive whether the number itself is beyond the limit
   */
  public record Bound(BigDecimal value, boolean exclusive) {}

  /** A string of so many characters at most. */
  static Limits longest(int characters) {
    return new Limits(0, characters, null, null, null, null, null);
  }

  /** A number that is so large at least. */
  static Limits least(long number) {
    Bound bound = new Bound(BigDecimal.valueOf(number), false);
    return new Limits(0, Integer.MAX_VALUE, null, null, bound, null, null);
  }
}
