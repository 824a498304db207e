package dev.ephor.value;

import java.util.Arrays;
import java.util.Comparator;

/** JSON as Go's {@code encoding/json} writes it: keys sorted, no spaces, HTML's signs escaped. */
public final class GoJson {

  /** The order in which Go compares strings: by bytes of UTF-8, which is by code points. */
  public static final Comparator<String> BY_CODE_POINT = GoJson::compare;

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder();
  private final int limit;
  private final boolean doubles;
  private final String indent;

  private GoJson(int limit, boolean doubles, String indent) {
    this.limit = limit;
    this.doubles = doubles;
    this.indent = indent;
  }

  /**
   * Writes a value on one line. Integers keep all their digits.
   *
   * @param limit the greatest length of the text
   * @throws JsonException when the text would be longer, or a number is not finite
   */
  public static String write(Value value, int limit) {
    return new GoJson(limit, false, "").print(value);
  }

  /** As {@link #write}, with integers rounded to what a float64 holds. */
  public static String writeDoubles(Value value, int limit) {
    return new GoJson(limit, true, "").print(value);
  }

  /** As {@link #writeDoubles}, over several lines. */
  public static String writeIndented(Value value, String indent, int limit) {
    return new GoJson(limit, true, indent).print(value);
  }

  /** A string as a JSON string. */
  public static String quote(String text) {
    GoJson writer = new GoJson(Integer.MAX_VALUE, false, "");
    writer.string(text);
    return writer.out.toString();
  }

  private String print(Value value) {
    append(value, 0);
    return out.toString();
  }

  private void append(Value value, int depth) {
    if (out.length() > limit) {
      throw new JsonException("the JSON text is longer than " + limit + " characters");
    }
    if (value instanceof MapValue map) {
      String[] keys = map.keys().toArray(String[]::new);
      Arrays.sort(keys, BY_CODE_POINT);
      out.append('{');
      for (int i = 0; i < keys.length; i++) {
        separate(i, depth + 1);
        string(keys[i]);
        out.append(indent.isEmpty() ? ":" : ": ");
        Value child = map.child(keys[i]);
        if (child != null) {
          append(child, depth + 1);
        }
      }
      end(keys.length, depth, '}');
    } else if (value instanceof ListValue list) {
      out.append('[');
      for (int i = 0; i < list.size(); i++) {
        separate(i, depth + 1);
        append(list.at(i), depth + 1);
      }
      end(list.size(), depth, ']');
    } else if (value instanceof Scalar scalar) {
      scalar(scalar);
    }
  }

  private void separate(int index, int depth) {
    if (index > 0) {
      out.append(',');
    }
    if (!indent.isEmpty()) {
      out.append('\n').append(indent.repeat(depth));
    }
  }

  private void end(int size, int depth, char bracket) {
    if (size > 0 && !indent.isEmpty()) {
      out.append('\n').append(indent.repeat(depth));
    }
    out.append(bracket);
  }

  private void scalar(Scalar scalar) {
    Object content = scalar.content();
    if (content instanceof String text) {
      string(text);
    } else if (content instanceof Long number && !doubles) {
      out.append(number.longValue());
    } else if (content instanceof Number number) {
      double value = number.doubleValue();
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        throw new JsonException("json: unsupported value: " + GoNumber.general(value));
      }
      out.append(GoNumber.json(value));
    } else {
      out.append(content);
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '<', '>', '&' -> escape(c);
        case '\u2028', '\u2029' -> out.append("\\u202").append(HEX[c & 0xf]);
        default -> {
          if (c < ' ') {
            escape(c);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private void escape(char c) {
    out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xf]);
  }

  private static int compare(String left, String right) {
    int end = Math.min(left.length(), right.length());
    for (int i = 0; i < end; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // surrogates stand for the code points above all others
        boolean high = Character.isSurrogate(a);
        return high == Character.isSurrogate(b) ? Character.compare(a, b) : high ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
