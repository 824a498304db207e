package dev.ephor.rule.cel;

import dev.ephor.expression.cel.value.ObjectValue;
import dev.ephor.value.GoQuote;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether objects that an expression made have the types that their places ask for: {@code
 * Object.spec} under {@code spec}, and so on.
 */
final class ObjectNames {

  private ObjectNames() {}

  /** What is wrong, in the reference's words; null for nothing. */
  static @Nullable String mismatch(ObjectValue object) {
    return mismatch(object, object.typeName());
  }

  private static @Nullable String mismatch(@Nullable Object value, String path) {
    if (value instanceof ObjectValue object) {
      if (!object.typeName().equals(path)) {
        return "unexpected type name "
            + GoQuote.quote(object.typeName())
            + ", expected "
            + GoQuote.quote(path)
            + ", which matches field name path from root Object type";
      }
      for (Map.Entry<String, Object> field : object.fields().entrySet()) {
        String found = mismatch(field.getValue(), path + "." + field.getKey());
        if (found != null) {
          return found;
        }
      }
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        String found = mismatch(item, path);
        if (found != null) {
          return found;
        }
      }
    } else if (value instanceof Map<?, ?> map && !(value instanceof dev.ephor.value.Value)) {
      for (Object item : map.values()) {
        String found = mismatch(item, path);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
