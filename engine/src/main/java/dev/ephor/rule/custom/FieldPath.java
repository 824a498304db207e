package dev.ephor.rule.custom;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The paths by which rules name a field: {@code .spec.replicas}, {@code .labels['app.kubernetes.io/
 * name']}.
 */
final class FieldPath {

  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[\\]]+)|\\['((?:[^'\\\\]|\\\\.)*)'\\]|\\[(\\d+)\\]");

  private FieldPath() {}

  /** Where a path leads from a value; its nearest existing ancestor where it leads nowhere. */
  static Place place(Value from, String path) {
    Value at = from;
    Matcher steps = STEP.matcher(path);
    int end = 0;
    while (steps.find() && steps.start() == end) {
      Value next = step(at, steps);
      if (next == null) {
        break;
      }
      at = next;
      end = steps.end();
    }
    return at.place(at == from ? Place.Part.KEY : Place.Part.VALUE);
  }

  private static @Nullable Value step(Value at, Matcher step) {
    if (step.group(3) != null) {
      int index = step.group(3).length() > 9 ? -1 : Integer.parseInt(step.group(3));
      return at instanceof ListValue list && index >= 0 && index < list.values().size()
          ? list.values().get(index)
          : null;
    }
    String key = step.group(1) == null ? step.group(2).replaceAll("\\\\(.)", "$1") : step.group(1);
    return at instanceof MapValue map ? map.child(key) : null;
  }
}
