package dev.ephor.rule.mutate;

import dev.ephor.value.GoJson;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values as the reference's YAML library sees them: nodes with a kind and a text. */
final class NodeText {

  private static final int LONGEST = 1_000_000;

  private NodeText() {}

  static boolean isNothing(@Nullable Value value) {
    return value == null || value.isNull();
  }

  static boolean isNothingOrEmptyMap(@Nullable Value value) {
    return isNothing(value) || (value instanceof MapValue map && map.isEmpty());
  }

  /** What a node is compared by: the text of a scalar, and nothing for maps and lists. */
  static String of(Value value) {
    if (!(value instanceof Scalar scalar)) {
      return "";
    }
    String text = scalar.asString();
    return text == null ? GoJson.write(scalar, LONGEST) : text;
  }

  static String kind(Value value) {
    return value instanceof MapValue
        ? "MappingNode"
        : value instanceof ListValue ? "SequenceNode" : "ScalarNode";
  }

  /** Fails where a value that is there is of another kind. */
  static void demand(String kind, @Nullable Value value) {
    if (value != null && !value.isNull() && !kind(value).equals(kind)) {
      throw new PatchFailure(
          "wrong node kind: expected "
              + kind
              + " but got "
              + kind(value)
              + ": node contents:\n"
              + flow(value)
              + "\n");
    }
  }

  /** A value as YAML on one line. */
  private static String flow(Value value) {
    StringBuilder text = new StringBuilder();
    append(value, text);
    return text.toString();
  }

  private static void append(Value value, StringBuilder text) {
    if (value instanceof MapValue map) {
      text.append('{');
      String separator = "";
      for (String key : map.keys().stream().sorted(GoJson.BY_CODE_POINT).toList()) {
        text.append(separator).append(GoJson.quote(key)).append(": ");
        append(Objects.requireNonNull(map.child(key)), text);
        separator = ", ";
      }
      text.append('}');
    } else if (value instanceof ListValue list) {
      text.append('[');
      for (int i = 0; i < list.size(); i++) {
        text.append(i == 0 ? "" : ", ");
        append(list.at(i), text);
      }
      text.append(']');
    } else {
      text.append(GoJson.write(value, LONGEST));
    }
  }
}
