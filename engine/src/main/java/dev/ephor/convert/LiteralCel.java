package dev.ephor.convert;

import dev.ephor.expression.template.Template;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents and parts of them as literals of CEL, with the expressions that their texts have in
 * {@code {{ }}}. Short maps stay on one line.
 */
final class LiteralCel {

  private final Map<String, Val> names;
  private final @Nullable Schema schema;
  private final boolean alike;

  /**
   * @param names what variables may name besides the request
   * @param schema of the object; null where it is not known
   */
  LiteralCel(Map<String, Val> names, @Nullable Schema schema) {
    this(names, schema, false);
  }

  /**
   * @param alike whether the values of one map or list must be of one type, so that others are
   *     written as {@code dyn(...)}
   */
  LiteralCel(Map<String, Val> names, @Nullable Schema schema, boolean alike) {
    this.names = names;
    this.schema = schema;
    this.alike = alike;
  }

  /**
   * A value.
   *
   * @param indent of the lines after the first
   */
  String of(Value value, String indent) throws NotConvertible {
    String line = line(value);
    boolean nested =
        value instanceof MapValue map
            && map.keys().stream().anyMatch(key -> isFilled(map.child(key)));
    return !nested && indent.length() + line.length() <= Cel.WIDTH ? line : lines(value, indent);
  }

  private static boolean isFilled(@Nullable Value value) {
    return (value instanceof MapValue map && !map.isEmpty())
        || (value instanceof ListValue list
            && list.values().stream().anyMatch(item -> !(item instanceof Scalar)));
  }

  private String line(Value value) throws NotConvertible {
    if (value instanceof MapValue map) {
      List<String> entries = new ArrayList<>();
      for (String key : map.keys()) {
        Value child = map.child(key);
        if (child != null) {
          entries.add(key(key, map) + ": " + dyn(line(child), children(map)));
        }
      }
      return "{" + String.join(", ", entries) + "}";
    } else if (value instanceof ListValue list) {
      List<String> items = new ArrayList<>();
      for (Value item : list.values()) {
        items.add(dyn(line(item), list.values()));
      }
      return "[" + String.join(", ", items) + "]";
    }
    return scalar((Scalar) value);
  }

  private String lines(Value value, String indent) throws NotConvertible {
    String inner = indent + "  ";
    List<String> parts = new ArrayList<>();
    if (value instanceof MapValue map) {
      for (String key : map.keys()) {
        Value child = map.child(key);
        if (child != null) {
          parts.add(inner + key(key, map) + ": " + dyn(of(child, inner), children(map)));
        }
      }
      return "{\n" + String.join(",\n", parts) + "\n" + indent + "}";
    } else if (value instanceof ListValue list) {
      for (Value item : list.values()) {
        parts.add(inner + dyn(of(item, inner), list.values()));
      }
      return "[\n" + String.join(",\n", parts) + "\n" + indent + "]";
    }
    return scalar((Scalar) value);
  }

  private String dyn(String literal, List<Value> beside) {
    boolean mixed = alike && beside.stream().map(LiteralCel::type).distinct().count() > 1;
    return mixed ? "dyn(" + literal + ")" : literal;
  }

  private static List<Value> children(MapValue map) {
    List<Value> children = new ArrayList<>();
    for (int i = 0; i < map.size(); i++) {
      children.add(map.valueAt(i));
    }
    return children;
  }

  private static String type(Value value) {
    if (value instanceof MapValue map) {
      return "map of " + (map.isEmpty() ? "" : type(map.valueAt(0)));
    } else if (value instanceof ListValue list) {
      return "list of " + (list.isEmpty() ? "" : type(list.at(0)));
    }
    return value.typeName();
  }

  private static String key(String key, MapValue map) throws NotConvertible {
    if (key.contains("{{")) {
      throw new NotConvertible(map, "a variable in a key");
    }
    return Cel.quoted(key);
  }

  private String scalar(Scalar scalar) throws NotConvertible {
    return Template.concerns(scalar)
        ? text(String.valueOf(scalar.asString()), scalar)
        : scalar.content() instanceof String text
            ? Cel.quoted(text)
            : String.valueOf(scalar.content());
  }

  /** A text with variables, or without. */
  String text(String text, Value clause) throws NotConvertible {
    if (!text.contains("{{")) {
      return Cel.quoted(text);
    }
    JmesCel jmes = new JmesCel(names, schema, clause);
    return jmes.text(TextCel.of(text, jmes, clause));
  }
}
