package dev.ephor.testing.nearmiss;

import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A manifest that is almost another one, and of which a rule says the opposite.
 *
 * @param manifest the changed one
 * @param path what was changed, such as {@code spec.containers[0].image}
 * @param before what stood there; null where nothing did
 * @param after what stands there now; null where nothing does
 * @param was what the rule says of the manifest as it is, {@code pass} or {@code fail}
 * @param is what it says of the changed one, the other of these
 */
public record NearMiss(
    MapValue manifest,
    String path,
    @Nullable Value before,
    @Nullable Value after,
    String was,
    String is) {

  private static final int LONGEST = 60;

  /** Such as {@code spec.hostNetwork: true instead of false}. */
  public String change() {
    if (after == null) {
      return "without " + path;
    }
    return before == null
        ? path + ": " + shown(after)
        : path + ": " + shown(after) + " instead of " + shown(before);
  }

  private static String shown(Value value) {
    String text = GoJson.write(value, Integer.MAX_VALUE);
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
