package dev.ephor.rule.assertion;

import dev.ephor.value.GoNumber;
import dev.ephor.value.GoQuote;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.Arrays;

/** Whether a value is as expected, and how values are printed where it is not. */
final class Agreement {

  private Agreement() {}

  /** Two values of kinds that cannot be compared; the message is the reference's. */
  static final class Incomparable extends Exception {
    Incomparable(String message) {
      super(message);
    }
  }

  /** Whether a value has what is expected: maps may have more, lists may not. */
  static boolean agrees(Value expected, Value actual) throws Incomparable {
    if (expected instanceof ListValue items) {
      if (!(actual instanceof ListValue found)) {
        throw new Incomparable("invalid actual value, must be a slice, found " + kind(actual));
      }
      boolean same = items.size() == found.size();
      for (int i = 0; same && i < items.size(); i++) {
        same = agrees(items.at(i), found.at(i));
      }
      return same;
    }
    if (expected instanceof MapValue entries) {
      if (!(actual instanceof MapValue found)) {
        throw new Incomparable("invalid actual value, must be a map, found " + kind(actual));
      }
      for (String key : entries.keys()) {
        Value wanted = entries.child(key);
        Value there = found.child(key);
        if (wanted == null || there == null || !agrees(wanted, there)) {
          return false;
        }
      }
      return true;
    }
    return equal(expected, actual);
  }

  private static boolean equal(Value expected, Value actual) throws Incomparable {
    if (expected.isNull() || actual.isNull()) {
      return expected.isNull() && actual.isNull();
    }
    if (expected instanceof Scalar wanted && actual instanceof Scalar found) {
      if (wanted.content() instanceof Number one && found.content() instanceof Number other) {
        return one.doubleValue() == other.doubleValue();
      }
      if (wanted.typeName().equals(found.typeName())) {
        return wanted.equals(found);
      }
    }
    throw new Incomparable("types are not comparable, " + kind(expected) + " - " + kind(actual));
  }

  /** The name of Go's kind. */
  static String kind(Value value) {
    return switch (value.typeName()) {
      case "object" -> "map";
      case "array" -> "slice";
      case "number" -> "float64";
      case "boolean" -> "bool";
      case "null" -> "invalid";
      default -> "string";
    };
  }

  /** What was expected, for a message. */
  static String expected(Value value) {
    return "Expected value: " + printed(value, "<nil>");
  }

  /** A value that is not as expected, for a message. */
  static String found(Value value) {
    return printed(value, "\"null\"");
  }

  private static String printed(Value value, String ofNull) {
    if (value.isNull()) {
      return ofNull;
    }
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  /** As Go's verb {@code %#v}. */
  private static void append(StringBuilder text, Value value) {
    if (value instanceof MapValue map) {
      String[] keys = map.keys().toArray(String[]::new);
      Arrays.sort(keys);
      text.append("map[string]interface {}{");
      for (int i = 0; i < keys.length; i++) {
        Value child = map.child(keys[i]);
        text.append(i == 0 ? "" : ", ").append(GoQuote.quote(keys[i])).append(':');
        if (child != null) {
          append(text, child);
        }
      }
      text.append('}');
    } else if (value instanceof ListValue list) {
      text.append("[]interface {}{");
      for (int i = 0; i < list.size(); i++) {
        text.append(i == 0 ? "" : ", ");
        append(text, list.at(i));
      }
      text.append('}');
    } else if (value instanceof Scalar scalar) {
      Object content = scalar.content();
      if (content == null) {
        text.append("interface {}(nil)");
      } else if (content instanceof String string) {
        text.append(GoQuote.quote(string));
      } else if (content instanceof Number number) {
        text.append(GoNumber.general(number.doubleValue()));
      } else {
        text.append(content);
      }
    }
  }
}
