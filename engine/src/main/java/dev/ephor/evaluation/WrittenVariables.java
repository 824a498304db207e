package dev.ephor.evaluation;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/** Tells whether anything in a part of a policy has to be resolved before it means something. */
final class WrittenVariables {

  private WrittenVariables() {}

  /** The first scalar, or map with a key, that holds a variable or a reference; null for none. */
  static @Nullable Value first(Value value) {
    if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        Value found = in(map.keyAt(i)) ? map.valueAt(i) : first(map.valueAt(i));
        if (found != null) {
          return found;
        }
      }
    } else if (value instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        Value found = first(list.at(i));
        if (found != null) {
          return found;
        }
      }
    } else if (value instanceof Scalar scalar
        && scalar.content() instanceof String text
        && in(text)) {
      return value;
    }
    return null;
  }

  /** Escaped variables count too: whoever evaluates variables also removes the escapes. */
  static boolean in(String text) {
    int open = text.indexOf("{{");
    return (open >= 0 && text.indexOf("}}", open) > 0) || text.contains("$(");
  }
}
