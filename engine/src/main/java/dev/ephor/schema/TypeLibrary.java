package dev.ephor.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Types written as text, one field a line; the head of {@code policies.types} explains the form. A
 * definition is read when its fields are first looked at. Safe for use by many threads.
 */
public final class TypeLibrary {

  private final Definitions definitions;
  private final Map<String, Schema> types = new ConcurrentHashMap<>();

  TypeLibrary(Definitions definitions) {
    this.definitions = definitions;
  }

  /**
   * Reads a schema text that lies beside this class. What its types are for is read from {@code
   * NAME.descriptions}, where that is there.
   */
  public static TypeLibrary resource(String name) {
    String descriptions = name.substring(0, name.lastIndexOf('.')) + ".descriptions";
    return new TypeLibrary(new DescribedTypes(bodies(load(name)), descriptions));
  }

  /** Reads a schema text, its types in any order. */
  public static TypeLibrary of(String text) {
    return new TypeLibrary(new DescribedTypes(bodies(text), null));
  }

  private static Map<String, String> bodies(String text) {
    Map<String, String> bodies = new HashMap<>();
    int line = 0;
    while (line < text.length()) {
      int end = lineEnd(text, line);
      char first = text.charAt(line);
      if (first == '=') {
        int space = text.indexOf(' ', line);
        bodies.put(text.substring(line + 1, space), "=".concat(text.substring(space + 1, end)));
      } else if (first != '#' && first != '\n') {
        int body = Math.min(end + 1, text.length());
        int next = body;
        while (next < text.length() && text.charAt(next) == ' ') {
          next = Math.min(lineEnd(text, next) + 1, text.length());
        }
        bodies.put(text.substring(line, end), text.substring(body, next));
        end = next - 1;
      }
      line = end + 1;
    }
    return bodies;
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  static boolean isThere(String resource) {
    return TypeLibrary.class.getResource(resource) != null;
  }

  static String load(String resource) {
    try (InputStream in = TypeLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the schema " + resource + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the schema " + resource, e);
    }
  }

  /** The type with this name, or null. */
  public @Nullable Schema type(String name) {
    Schema known = types.get(name);
    if (known != null) {
      return known;
    }
    String definition = definitions.definition(name);
    if (definition == null) {
      return null;
    }
    Schema read =
        definition.startsWith("=")
            ? ScalarSchema.oneOf(alternatives(definition, 1))
            : new ObjectSchema(name, definitions, new Lines(definition));
    Schema earlier = types.putIfAbsent(name, read);
    return earlier == null ? read : earlier;
  }

  private static List<String> alternatives(String definition, int from) {
    List<String> values = new ArrayList<>();
    for (int start = from; start <= definition.length(); ) {
      int bar = definition.indexOf('|', start);
      int end = bar < 0 ? definition.length() : bar;
      values.add(definition.substring(start, end).strip());
      start = end + 1;
    }
    return values;
  }

  private final class Lines implements ObjectSchema.Structure {
    private final String definition;

    Lines(String definition) {
      this.definition = definition;
    }

    @Override
    public Map<String, Field> fields() {
      return TypeLibrary.this.fields(definition);
    }
  }

  /** The fields of a definition, in their order. */
  private Map<String, Field> fields(String definition) {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (int line = 0; line < definition.length(); ) {
      int end = lineEnd(definition, line);
      String entry = definition.substring(line, end).strip();
      line = end + 1;
      if (entry.startsWith("+ ")) {
        if (type(entry.substring(2)) instanceof ObjectSchema included) {
          for (Field field : included.fields()) {
            fields.put(field.name(), field);
          }
        }
      } else {
        Field field = field(entry);
        fields.put(field.name(), field);
      }
    }
    return fields;
  }

  private Field field(String entry) {
    int mark = entry.indexOf('~');
    String instead = mark < 0 ? null : entry.substring(mark + 1).strip();
    String declaration = mark < 0 ? entry : entry.substring(0, mark).strip();
    int equals = declaration.indexOf(" =");
    String absent = equals < 0 ? null : declaration.substring(equals + 2).strip();
    if (equals >= 0) {
      declaration = declaration.substring(0, equals).strip();
    }
    int space = declaration.indexOf(' ');
    boolean required = declaration.charAt(space - 1) == '!';
    String name = declaration.substring(0, required ? space - 1 : space);
    Schema type = expression(declaration.substring(space + 1));
    return new Field(name, type, required, absent, instead, true);
  }

  private Schema expression(String text) {
    char first = text.charAt(0);
    if (first == '[') {
      int end = text.lastIndexOf(']');
      String key = text.startsWith("/", end + 1) ? text.substring(end + 2) : null;
      return new ListSchema(expression(text.substring(1, end)), key);
    }
    if (first == '{') {
      return new MapSchema(expression(text.substring(1, text.length() - 1)));
    }
    if (first == '?') {
      int slash = text.indexOf('/');
      return slash < 0
          ? new AnySchema(List.of(expression(text.substring(1))))
          : new AnySchema(
              List.of(expression(text.substring(1, slash)), expression(text.substring(slash + 1))));
    }
    if (first == '(') {
      List<String> values = alternatives(text.substring(0, text.length() - 1), 1);
      int last = values.size() - 1;
      return values.get(last).equals("...")
          ? ScalarSchema.usually(values.subList(0, last))
          : ScalarSchema.oneOf(values);
    }
    return switch (text) {
      case "any" -> AnySchema.UNKNOWN;
      case "free" -> AnySchema.FREE;
      case "string" -> ScalarSchema.of(ScalarSchema.Kind.STRING);
      case "cel" -> ScalarSchema.of(ScalarSchema.Kind.CEL);
      case "jmesPath" -> ScalarSchema.of(ScalarSchema.Kind.JMESPATH);
      case "int" -> ScalarSchema.of(ScalarSchema.Kind.INT);
      case "number" -> ScalarSchema.of(ScalarSchema.Kind.NUMBER);
      case "boolean" -> ScalarSchema.of(ScalarSchema.Kind.BOOLEAN);
      case "quantity" -> ScalarSchema.of(ScalarSchema.Kind.QUANTITY);
      case "intOrString" -> ScalarSchema.of(ScalarSchema.Kind.INT_OR_STRING);
      default -> bounded(text);
    };
  }

  private Schema bounded(String text) {
    if (text.startsWith("string<=")) {
      int length = Integer.parseInt(text, 8, text.length(), 10);
      return ScalarSchema.of(ScalarSchema.Kind.STRING, Limits.longest(length));
    }
    if (text.startsWith("int>=")) {
      long least = Long.parseLong(text, 5, text.length(), 10);
      return ScalarSchema.of(ScalarSchema.Kind.INT, Limits.least(least));
    }
    Schema named = type(text);
    if (named == null) {
      throw new IllegalStateException("the schema names a type that it does not define: " + text);
    }
    return named;
  }
}
