package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelNull;
import dev.ephor.expression.cel.value.CelValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A type in a signature, such as {@code int}, {@code list(T)}, {@code map(string, dyn)} or {@code
 * kubernetes.URL}. A single capital letter is a type parameter.
 *
 * @param name the name before any parenthesis
 * @param parameters the types in parentheses
 */
public record TypeExpression(String name, List<TypeExpression> parameters) {

  /** Reads a type. */
  public static TypeExpression parse(String text) {
    int open = text.indexOf('(');
    if (open < 0) {
      return new TypeExpression(text.strip(), List.of());
    }
    List<TypeExpression> parameters = new ArrayList<>();
    for (String part : split(text.substring(open + 1, text.lastIndexOf(')')))) {
      parameters.add(parse(part));
    }
    return new TypeExpression(text.substring(0, open).strip(), List.copyOf(parameters));
  }

  /** Cuts a list of types at its outer commas. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    if (!text.substring(start).isBlank()) {
      parts.add(text.substring(start).strip());
    }
    return parts;
  }

  public boolean isParameter() {
    return name.length() == 1 && Character.isUpperCase(name.charAt(0));
  }

  /**
   * Whether a value may be passed; of a list or map the first entry is looked at, as cel-go does.
   */
  public boolean accepts(Object value) {
    if (name.equals("dyn") || isParameter()) {
      return true;
    }
    return switch (name) {
      case "list" ->
          value instanceof List<?> list
              && (list.isEmpty() || parameters.get(0).accepts(CelValues.of(list.get(0))));
      case "map" -> value instanceof Map<?, ?> map && acceptsFirst(map);
      case "timestamp" -> CelValues.typeName(value).equals("google.protobuf.Timestamp");
      case "duration" -> CelValues.typeName(value).equals("google.protobuf.Duration");
      case "optional" -> CelValues.typeName(value).equals("optional_type");
      case "null" -> value == CelNull.NULL;
      default -> CelValues.typeName(value).equals(name);
    };
  }

  private boolean acceptsFirst(Map<?, ?> map) {
    if (map.isEmpty()) {
      return true;
    }
    Map.Entry<?, ?> first = map.entrySet().iterator().next();
    return parameters.get(0).accepts(CelValues.of(first.getKey()))
        && parameters.get(1).accepts(CelValues.of(first.getValue()));
  }
}
