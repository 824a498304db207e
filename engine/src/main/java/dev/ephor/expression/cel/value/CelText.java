package dev.ephor.expression.cel.value;

import dev.ephor.value.GoNumber;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Values in the words of cel-go's messages, which are those of Go's verb {@code %v}. */
public final class CelText {

  private CelText() {}

  /** The text of a value inside a message. */
  public static String of(Object value) {
    if (value instanceof Double number) {
      return GoNumber.general(number);
    }
    if (value instanceof Duration duration) {
      return CelTimes.text(duration);
    }
    if (value instanceof Timestamp time) {
      return CelTimes.text(time);
    }
    if (value instanceof TypeValue type) {
      return type.name();
    }
    if (value instanceof List<?> list) {
      StringBuilder text = new StringBuilder("[");
      for (Object item : list) {
        text.append(text.length() == 1 ? "" : ", ").append(of(CelValues.of(item)));
      }
      return text.append(']').toString();
    }
    if (value instanceof Map<?, ?> map) {
      StringBuilder text = new StringBuilder("{");
      map.forEach(
          (key, item) ->
              text.append(text.length() == 1 ? "" : ", ")
                  .append(of(CelValues.of(key)))
                  .append(": ")
                  .append(of(CelValues.of(item))));
      return text.append('}').toString();
    }
    return value.toString();
  }
}
