package dev.ephor.value;

import java.util.Arrays;

/** Values written as Go's verb {@code %v} writes what JSON decoding gives. */
public final class GoText {

  private GoText() {}

  /** The text of a value; map keys are sorted. */
  public static String format(Value value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private static void append(StringBuilder text, Value value) {
    if (value instanceof MapValue map) {
      String[] keys = map.keys().toArray(String[]::new);
      Arrays.sort(keys, GoJson.BY_CODE_POINT);
      text.append("map[");
      for (int i = 0; i < keys.length; i++) {
        text.append(i == 0 ? "" : " ").append(keys[i]).append(':');
        Value child = map.child(keys[i]);
        if (child != null) {
          append(text, child);
        }
      }
      text.append(']');
    } else if (value instanceof ListValue list) {
      text.append('[');
      for (int i = 0; i < list.size(); i++) {
        text.append(i == 0 ? "" : " ");
        append(text, list.at(i));
      }
      text.append(']');
    } else if (value instanceof Scalar scalar) {
      Object content = scalar.content();
      if (content == null) {
        text.append("<nil>");
      } else if (content instanceof Number number) {
        text.append(GoNumber.general(number.doubleValue()));
      } else {
        text.append(content);
      }
    }
  }
}
