package dev.ephor.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

  /** Reads a schema text that lies beside this class. */
  public static TypeLibrary resource(String name) {
    return of(load(name));
  }

  /** Reads a schema text, its types in any order. */
  public static TypeLibrary of(String text) {
    Map<String, String> bodies = new HashMap<>();
    String name = null;
    StringBuilder body = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith(" ")) {
        body.append(line).append('\n');
        continue;
      }
      if (name != null) {
        bodies.put(name, body.toString());
      }
      body.setLength(0);
      if (line.startsWith("=")) {
        int space = line.indexOf(' ');
        name = line.substring(1, space);
        body.append('=').append(line, space + 1, line.length());
      } else {
        name = line.strip();
      }
    }
    if (name != null) {
      bodies.put(name, body.toString());
    }
    return new TypeLibrary(bodies::get);
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
            ? ScalarSchema.oneOf(List.of(definition.substring(1).strip().split("\\s*\\|\\s*", -1)))
            : new ObjectSchema(name, () -> fields(definition));
    Schema earlier = types.putIfAbsent(name, read);
    return earlier == null ? read : earlier;
  }

  private Map<String, Field> fields(String definition) {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (String line : definition.lines().toList()) {
      String entry = line.strip();
      if (entry.startsWith("+ ")) {
        if (type(entry.substring(2)) instanceof ObjectSchema included) {
          included.fields().forEach(field -> fields.put(field.name(), field));
        }
        continue;
      }
      Field field = field(entry);
      fields.put(field.name(), field);
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
    return new Field(name, type, required, absent, instead);
  }

  private Schema expression(String text) {
    char first = text.charAt(0);
    if (first == '[') {
      return new ListSchema(expression(text.substring(1, text.length() - 1)));
    }
    if (first == '{') {
      return new MapSchema(expression(text.substring(1, text.length() - 1)));
    }
    if (first == '?') {
      return new AnySchema(
          Arrays.stream(text.substring(1).split("/", -1)).map(this::expression).toList());
    }
    return switch (text) {
      case "any" -> AnySchema.UNKNOWN;
      case "string" -> ScalarSchema.of(ScalarSchema.Kind.STRING);
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
      return new ScalarSchema(ScalarSchema.Kind.STRING, List.of(), length, Long.MIN_VALUE);
    }
    if (text.startsWith("int>=")) {
      long least = Long.parseLong(text, 5, text.length(), 10);
      return new ScalarSchema(ScalarSchema.Kind.INT, List.of(), Integer.MAX_VALUE, least);
    }
    Schema named = type(text);
    if (named == null) {
      throw new IllegalStateException("the schema names a type that it does not define: " + text);
    }
    return named;
  }
}
