package dev.ephor.expression.cel;

import dev.ephor.expression.cel.value.ByteText;
import dev.ephor.expression.cel.value.CelNull;
import dev.ephor.expression.cel.value.Timestamp;
import dev.ephor.expression.cel.value.TypeValue;
import dev.ephor.expression.cel.value.UInt;
import java.time.Duration;
import java.util.Optional;

/** The names of cel-go's own types, which a few of its messages give. */
final class GoTypes {

  private GoTypes() {}

  static String name(Object value) {
    if (value instanceof String) {
      return "types.String";
    } else if (value instanceof Long) {
      return "types.Int";
    } else if (value instanceof Double) {
      return "types.Double";
    } else if (value instanceof Boolean) {
      return "types.Bool";
    } else if (value instanceof UInt) {
      return "types.Uint";
    } else if (value instanceof ByteText) {
      return "types.Bytes";
    } else if (value == CelNull.NULL) {
      return "types.Null";
    } else if (value instanceof Timestamp) {
      return "types.Timestamp";
    } else if (value instanceof Duration) {
      return "types.Duration";
    } else if (value instanceof Optional) {
      return "*types.Optional";
    } else if (value instanceof TypeValue) {
      return "*types.Type";
    }
    return value.getClass().getSimpleName();
  }
}
