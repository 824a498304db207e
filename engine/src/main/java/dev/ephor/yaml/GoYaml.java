package dev.ephor.yaml;

import dev.ephor.value.GoNumber;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.Arrays;

/**
 * Values as Go's YAML library writes them ({@code gopkg.in/yaml.v2}, which {@code sigs.k8s.io/yaml}
 * uses too): block style, keys sorted, lists not indented inside maps, long texts folded at spaces
 * after column 80.
 */
public final class GoYaml {

  private static final int STEP = 2;

  private final StringBuilder out;

  private GoYaml(StringBuilder out) {
    this.out = out;
  }

  /** The text of a document; it ends with a line feed. */
  public static String write(Value value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  /** Appends the text of a document. */
  public static void write(Value value, StringBuilder out) {
    GoYaml writer = new GoYaml(out);
    if (value instanceof MapValue map && !map.isEmpty()) {
      writer.map(map, 0, 0);
    } else if (value instanceof ListValue list && !list.isEmpty()) {
      writer.list(list, 0, 0);
    } else {
      writer.leaf(value, 0);
    }
  }

  /** A scalar on one line: plain where the reader takes it for what it is, otherwise in quotes. */
  public static String onOneLine(Scalar scalar) {
    StringBuilder out = new StringBuilder();
    if (scalar.content() instanceof String text) {
      GoYamlScalar.text(out, text, 0, true);
    } else {
      new GoYaml(out).scalar(scalar, 0);
    }
    return out.toString();
  }

  /** Whether a text of several lines is written as a literal block. */
  public static boolean isLiteral(String text) {
    return GoYamlStyle.of(text, false) == GoYamlStyle.LITERAL && text.charAt(0) != ' ';
  }

  /** Whether single quotes can say a text on one line. */
  public static boolean isSingleQuotable(String text) {
    return text.codePoints().allMatch(c -> GoYamlStyle.isPrintable(c) && !GoYamlScalar.isBreak(c));
  }

  /**
   * A map's entries, each on its line.
   *
   * @param indent the column of the keys
   * @param first the column that the first key's line has already reached by a dash
   */
  private void map(MapValue map, int indent, int first) {
    String[] keys = map.keys().toArray(String[]::new);
    Arrays.sort(keys, GoYamlKeys.ORDER);
    for (int i = 0; i < keys.length; i++) {
      indent(i == 0 ? indent - first : indent);
      String key = keys[i];
      Value value = map.child(key);
      if (isComplexKey(key)) {
        out.append("? ");
        GoYamlScalar.text(out, key, indent + STEP, false);
        out.append('\n');
        indent(indent);
        out.append(':');
      } else {
        GoYamlScalar.text(out, key, indent + STEP, true);
        out.append(':');
      }
      if (value != null) {
        value(value, indent);
      }
    }
  }

  /** Keys this long are written apart from their values. */
  private static boolean isComplexKey(String key) {
    return key.codePointCount(0, key.length()) > 128 || key.indexOf('\n') >= 0;
  }

  /** What stands after a key's colon. */
  private void value(Value value, int indent) {
    if (value instanceof MapValue map && !map.isEmpty()) {
      out.append('\n');
      map(map, indent + STEP, 0);
    } else if (value instanceof ListValue list && !list.isEmpty()) {
      out.append('\n');
      list(list, indent, 0);
    } else {
      out.append(' ');
      leaf(value, indent + STEP);
    }
  }

  /**
   * A list's items, each after its dash.
   *
   * @param indent the column of the dashes
   * @param first the column that the first dash's line has already reached by another dash
   */
  private void list(ListValue list, int indent, int first) {
    for (int i = 0; i < list.size(); i++) {
      indent(i == 0 ? indent - first : indent);
      out.append("- ");
      Value item = list.at(i);
      if (item instanceof MapValue map && !map.isEmpty()) {
        map(map, indent + STEP, indent + STEP);
      } else if (item instanceof ListValue inner && !inner.isEmpty()) {
        list(inner, indent + STEP, indent + STEP);
      } else {
        leaf(item, indent + STEP);
      }
    }
  }

  private void leaf(Value value, int indent) {
    if (value instanceof MapValue) {
      out.append("{}");
    } else if (value instanceof ListValue) {
      out.append("[]");
    } else if (value instanceof Scalar scalar) {
      scalar(scalar, indent);
    }
    if (out.length() == 0 || out.charAt(out.length() - 1) != '\n' || !endsLine(value)) {
      out.append('\n');
    }
  }

  /** Only a block scalar ends its own last line. */
  private static boolean endsLine(Value value) {
    String text = value.asString();
    return text != null && text.indexOf('\n') >= 0;
  }

  private void scalar(Scalar scalar, int indent) {
    Object content = scalar.content();
    if (content instanceof String text) {
      GoYamlScalar.text(out, text, indent, false);
    } else if (content instanceof Double number) {
      out.append(number(number));
    } else {
      out.append(content);
    }
  }

  private static String number(double number) {
    if (Double.isNaN(number)) {
      return ".nan";
    } else if (Double.isInfinite(number)) {
      return number > 0 ? ".inf" : "-.inf";
    }
    return GoNumber.general(number);
  }

  private void indent(int columns) {
    for (int i = 0; i < columns; i++) {
      out.append(' ');
    }
  }
}
