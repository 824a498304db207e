package dev.ephor.rule.validate;

import dev.ephor.kubernetes.GoDuration;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A condition's two sides as durations, which holds when one of them is written as a duration and
 * the other is one too, or a number of seconds.
 */
record Durations(GoDuration key, GoDuration value) {

  /** The sides as durations; null where they are to be compared in another way. */
  static @Nullable Durations of(Value key, Value value) {
    GoDuration writtenKey = written(key);
    GoDuration writtenValue = written(value);
    if (writtenKey == null && writtenValue == null) {
      return null;
    }
    GoDuration left = writtenKey == null ? seconds(key) : writtenKey;
    GoDuration right = writtenValue == null ? seconds(value) : writtenValue;
    return left == null || right == null ? null : new Durations(left, right);
  }

  int order() {
    return Double.compare(key.seconds(), value.seconds());
  }

  /** A number as so many seconds, its fraction dropped; null for anything else. */
  static @Nullable GoDuration seconds(Value value) {
    Object content = value instanceof Scalar scalar ? scalar.content() : null;
    return content instanceof Number number ? GoDuration.ofSeconds(number.longValue()) : null;
  }

  /** A plain {@code "0"} is left to the other comparisons. */
  private static @Nullable GoDuration written(Value value) {
    String text = value.asString();
    return text == null || text.equals("0") ? null : GoDuration.parse(text);
  }
}
