package dev.ephor.convert;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Constants of JMESPath expressions and of conditions. */
final class JmesLiterals {

  private JmesLiterals() {}

  /** Whether JMESPath takes a constant for nothing. */
  static boolean isEmpty(Value value) {
    return value.isNull()
        || "".equals(value.asString())
        || (value instanceof ListValue list && list.isEmpty());
  }

  /** The type of a constant. */
  static Val.Type type(Value value) {
    if (value instanceof ListValue) {
      return Val.Type.LIST;
    } else if (value instanceof MapValue) {
      return Val.Type.MAP;
    }
    Object content = ((Scalar) value).content();
    return content instanceof String
        ? Val.Type.TEXT
        : content instanceof Boolean
            ? Val.Type.TRUTH
            : content instanceof Number ? Val.Type.NUMBER : Val.Type.UNKNOWN;
  }

  /**
   * The literal in CEL.
   *
   * @param clause what is blamed where there is none
   */
  static String of(Value value, Value clause) throws NotConvertible {
    if (value instanceof ListValue list) {
      List<String> items = new ArrayList<>();
      for (Value item : list.values()) {
        items.add(of(item, clause));
      }
      return "[" + String.join(", ", items) + "]";
    } else if (value instanceof MapValue map) {
      if (map.isEmpty()) {
        return "{}";
      }
      throw new NotConvertible(clause, "an object as a JMESPath literal");
    }
    Object content = ((Scalar) value).content();
    return content instanceof String text ? Cel.quoted(text) : String.valueOf(content);
  }
}
