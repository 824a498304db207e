package dev.ephor.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values written as Go's {@code fmt} writes them. */
public final class GoText {

  private GoText() {}

  /** The text of {@code %v} for what JSON decoding gives: every number is a float64. */
  public static String format(Value value) {
    StringBuilder text = new StringBuilder();
    append(text, value, false);
    return text.toString();
  }

  /** The text of {@code %v} for what Kubernetes' decoding gives: whole numbers are int64. */
  public static String typed(@Nullable Value value) {
    StringBuilder text = new StringBuilder();
    append(text, value, true);
    return text.toString();
  }

  /** The text of {@code %T}, where whole numbers are int64. */
  public static String type(@Nullable Value value) {
    if (value instanceof MapValue) {
      return "map[string]interface {}";
    }
    if (value instanceof ListValue) {
      return "[]interface {}";
    }
    Object content = value instanceof Scalar scalar ? scalar.content() : null;
    if (content == null) {
      return "<nil>";
    }
    return content instanceof String
        ? "string"
        : content instanceof Boolean ? "bool" : content instanceof Long ? "int64" : "float64";
  }

  /** Appends a value; map keys are sorted. */
  private static void append(StringBuilder text, @Nullable Value value, boolean integers) {
    if (value instanceof MapValue map) {
      String[] keys = map.keys().toArray(String[]::new);
      Arrays.sort(keys, GoJson.BY_CODE_POINT);
      text.append("map[");
      for (int i = 0; i < keys.length; i++) {
        text.append(i == 0 ? "" : " ").append(keys[i]).append(':');
        append(text, map.child(keys[i]), integers);
      }
      text.append(']');
    } else if (value instanceof ListValue list) {
      text.append('[');
      for (int i = 0; i < list.size(); i++) {
        text.append(i == 0 ? "" : " ");
        append(text, list.at(i), integers);
      }
      text.append(']');
    } else {
      Object content = value instanceof Scalar scalar ? scalar.content() : null;
      boolean floating = content instanceof Number && !(integers && content instanceof Long);
      text.append(
          content == null
              ? "<nil>"
              : floating ? GoNumber.general(((Number) content).doubleValue()) : content.toString());
    }
  }
}
