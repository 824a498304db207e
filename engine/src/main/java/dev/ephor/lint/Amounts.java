package dev.ephor.lint;

import dev.ephor.rule.validate.Term;
import dev.ephor.rule.validate.Term.Comparison;
import dev.ephor.rule.validate.Term.Comparison.Operator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The amounts that a term of a pattern lets in, from the one end to the other.
 *
 * @param low null for no end
 * @param withLow whether the low end belongs to it
 * @param high null for no end
 * @param withHigh whether the high end belongs to it
 */
record Amounts<T extends Comparable<T>>(
    @Nullable T low, boolean withLow, @Nullable T high, boolean withHigh) {

  /**
   * What a term lets in.
   *
   * @param amount reads a term's operand, null where it is none
   * @return null where it is no range of amounts
   */
  static <T extends Comparable<T>> @Nullable Amounts<T> of(
      Term term, Function<Comparison, @Nullable T> amount) {
    if (term instanceof Term.Inside inside) {
      T low = amount.apply(inside.low());
      T high = amount.apply(inside.high());
      return low == null || high == null ? null : new Amounts<>(low, true, high, true);
    }
    if (!(term instanceof Comparison one) || amount.apply(one) == null) {
      return null;
    }
    T at = amount.apply(one);
    Operator operator = one.operator();
    return switch (operator) {
      case EQUAL -> new Amounts<>(at, true, at, true);
      case MORE -> new Amounts<>(at, false, null, false);
      case MORE_OR_EQUAL -> new Amounts<>(at, true, null, false);
      case LESS -> new Amounts<>(null, false, at, false);
      case LESS_OR_EQUAL -> new Amounts<>(null, false, at, true);
      case NOT_EQUAL -> null;
    };
  }

  /** Whether no amount lies in both. */
  boolean misses(Amounts<T> other) {
    return endsBefore(other) || other.endsBefore(this);
  }

  private boolean endsBefore(Amounts<T> other) {
    if (high == null || other.low == null) {
      return false;
    }
    int order = high.compareTo(other.low);
    return order < 0 || (order == 0 && !(withHigh && other.withLow));
  }

  /** Whether every amount of the other lies in this. */
  boolean holds(Amounts<T> other) {
    return (low == null || startsLater(other)) && (high == null || endsEarlier(other));
  }

  private boolean startsLater(Amounts<T> other) {
    if (low == null || other.low == null) {
      return low == null;
    }
    int order = other.low.compareTo(low);
    return order > 0 || (order == 0 && (withLow || !other.withLow));
  }

  private boolean endsEarlier(Amounts<T> other) {
    if (high == null || other.high == null) {
      return high == null;
    }
    int order = high.compareTo(other.high);
    return order > 0 || (order == 0 && (withHigh || !other.withHigh));
  }
}
