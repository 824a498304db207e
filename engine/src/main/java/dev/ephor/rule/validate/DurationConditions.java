package dev.ephor.rule.validate;

import dev.ephor.kubernetes.GoDuration;
import dev.ephor.value.Value;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The deprecated {@code Duration...} operators: between durations, where a bare number counts
 * seconds.
 */
final class DurationConditions {

  private DurationConditions() {}

  /** An operator that holds for some results of a comparison of key with value. */
  static BiPredicate<Value, Value> that(IntPredicate holds) {
    return (key, value) -> {
      GoDuration left = duration(key);
      GoDuration right = duration(value);
      return left != null && right != null && holds.test(left.compareTo(right));
    };
  }

  private static @Nullable GoDuration duration(Value value) {
    String text = value.asString();
    return text == null ? Durations.seconds(value) : GoDuration.parse(text);
  }
}
