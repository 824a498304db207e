package dev.ephor.cli.apply;

import dev.ephor.value.GoJson;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import dev.ephor.yaml.GoYaml;

/** The formats of reports and exceptions. */
enum Format {
  YAML,
  JSON;

  /** Anything but {@code json} is YAML, as in the reference. */
  static Format of(String name) {
    return name.equals("json") ? JSON : YAML;
  }

  /** A document's text; YAML ends with a line feed. */
  String write(MapValue document) {
    StringBuilder text = new StringBuilder();
    if (this == YAML) {
      GoYaml.write(document, text);
    } else {
      json(document, text);
    }
    return text.toString();
  }

  /** JSON on one line, fields in their order. */
  static void json(Value value, StringBuilder out) {
    if (value instanceof MapValue map) {
      out.append('{');
      for (int i = 0; i < map.size(); i++) {
        out.append(i == 0 ? "" : ",");
        text(map.keyAt(i), out);
        out.append(':');
        json(map.valueAt(i), out);
      }
      out.append('}');
    } else if (value instanceof ListValue list) {
      out.append('[');
      for (int i = 0; i < list.size(); i++) {
        out.append(i == 0 ? "" : ",");
        json(list.at(i), out);
      }
      out.append(']');
    } else if (value instanceof Scalar scalar && scalar.content() instanceof String text) {
      text(text, out);
    } else {
      out.append(GoJson.write(value, Integer.MAX_VALUE));
    }
  }

  /** Nearly all texts of reports can stand between quotes as they are. */
  private static void text(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&') {
        out.append(GoJson.quote(text));
        return;
      }
    }
    out.append('"').append(text).append('"');
  }
}
