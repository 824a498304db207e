package dev.ephor.rule.custom;

import dev.ephor.expression.cel.value.ByteText;
import dev.ephor.expression.cel.value.Timestamp;
import dev.ephor.kubernetes.GoDuration;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values as rules of a schema see them: with defaults, without fields that the schema does not
 * know, numbers and times in the types that it says, and fields under the names that CEL can say.
 * What does not fit the schema stays as it is; then other messages say so.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#type-conversion">Kubernetes:
 *     validation rules, escaping and types</a>
 */
final class RuleValues {

  private static final int DEEPEST = 200;

  private static final Set<String> META = Set.of("apiVersion", "kind", "metadata");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_.\\-/][a-zA-Z0-9_.\\-/]*");

  /** Words of CEL that are no names of fields. */
  private static final Set<String> RESERVED =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private final MapValue schema;

  /** The fields with a default by the schema that has them, found once: schemas may be large. */
  private final Map<MapValue, List<String>> defaulted =
      Collections.synchronizedMap(new IdentityHashMap<>());

  RuleValues(MapValue schema) {
    this.schema = schema;
  }

  /**
   * What {@code self} is.
   *
   * @param whole whether the value is a whole object: of its metadata, only the name is known
   */
  Value self(Value value, boolean whole) {
    return value(value, schema, whole, 0);
  }

  private Value value(Value value, MapValue schema, boolean whole, int depth) {
    if (depth > DEEPEST || value.isNull()) {
      return value;
    }
    boolean resource = whole || isTrue(schema, "x-kubernetes-embedded-resource");
    MapValue properties = schema.map("properties");
    if (value instanceof MapValue map && (properties != null || resource)) {
      return object(map, properties, resource, depth);
    }
    MapValue values = schema.map("additionalProperties");
    if (value instanceof MapValue map && values != null) {
      MapValue.Builder builder = MapValue.builder(map.source(), map.node());
      for (int i = 0; i < map.size(); i++) {
        builder.put(map.keyAt(i), value(map.valueAt(i), values, false, depth + 1));
      }
      return builder.build();
    }
    MapValue items = schema.map("items");
    if (value instanceof ListValue list && items != null) {
      List<Value> converted = new ArrayList<>();
      for (Value item : list.values()) {
        converted.add(value(item, items, false, depth + 1));
      }
      return ListValue.of(converted, list.source(), list.node());
    }
    return value instanceof Scalar scalar ? scalar(scalar, schema) : value;
  }

  private Value object(MapValue map, @Nullable MapValue properties, boolean whole, int depth) {
    MapValue.Builder builder = MapValue.builder(map.source(), map.node());
    if (whole) {
      for (String key : List.of("apiVersion", "kind")) {
        Value child = map.child(key);
        if (child != null) {
          builder.put(key, child);
        }
      }
      MapValue metadata = map.map("metadata");
      MapValue.Builder named =
          metadata == null
              ? MapValue.builder(map.source(), map.node())
              : MapValue.builder(metadata.source(), metadata.node());
      for (String key : List.of("name", "generateName")) {
        Value child = metadata == null ? null : metadata.child(key);
        if (child != null) {
          named.put(key, child);
        }
      }
      builder.put("metadata", named.build());
    }
    if (properties != null) {
      for (int i = 0; i < map.size(); i++) {
        String key = map.keyAt(i);
        if (properties.child(key) instanceof MapValue type) {
          put(builder, key, map.valueAt(i), type, whole, depth);
        }
      }
      for (String key : defaulted.computeIfAbsent(properties, RuleValues::defaulted)) {
        Value written = map.child(key);
        MapValue type = properties.map(key);
        Value absent = type == null ? null : type.child("default");
        if (type != null
            && absent != null
            && (written == null || (written.isNull() && !isTrue(type, "nullable")))) {
          put(builder, key, absent.from(map.source(), map.node()), type, whole, depth);
        }
      }
    }
    return builder.build();
  }

  /** A null that the field may not be is as if it were not written. */
  private void put(
      MapValue.Builder builder, String key, Value value, MapValue type, boolean whole, int depth) {
    boolean known = whole && META.contains(key);
    if (!known && NAME.matcher(key).matches() && (!value.isNull() || isTrue(type, "nullable"))) {
      builder.put(escaped(key), value(value, type, false, depth + 1));
    }
  }

  private static List<String> defaulted(MapValue properties) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < properties.size(); i++) {
      if (properties.valueAt(i) instanceof MapValue type && type.child("default") != null) {
        keys.add(properties.keyAt(i));
      }
    }
    return keys;
  }

  private static Value scalar(Scalar scalar, MapValue schema) {
    Object content = scalar.content();
    String format = Objects.requireNonNullElse(schema.string("format"), "");
    Object converted =
        switch (Objects.requireNonNullElse(schema.string("type"), "")) {
          case "number" -> content instanceof Long number ? (Object) number.doubleValue() : content;
          case "integer" ->
              content instanceof Double number && number == Math.rint(number)
                  ? (Object) number.longValue()
                  : content;
          case "string" -> content instanceof String text ? formatted(text, format) : content;
          default -> content;
        };
    return converted == content ? scalar : new Scalar(converted, scalar.source(), scalar.node());
  }

  private static Object formatted(String text, String format) {
    try {
      return switch (format) {
        case "date-time" -> new Timestamp(OffsetDateTime.parse(text));
        case "date" -> new Timestamp(LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC));
        case "duration" -> {
          GoDuration duration = GoDuration.parse(text);
          yield duration == null ? text : Duration.ofNanos(duration.nanos());
        }
        case "byte" -> ByteText.of(Base64.getDecoder().decode(text));
        default -> text;
      };
    } catch (DateTimeException | IllegalArgumentException otherwise) {
      // Not in its format: the check of formats says so.
      return text;
    }
  }

  /** The name by which an expression calls a field. */
  static String escaped(String name) {
    if (RESERVED.contains(name)) {
      return "__" + name + "__";
    }
    String escaped = name;
    for (Map.Entry<String, String> each :
        List.of(
            Map.entry("__", "__underscores__"),
            Map.entry(".", "__dot__"),
            Map.entry("-", "__dash__"),
            Map.entry("/", "__slash__"))) {
      escaped = escaped.replace(each.getKey(), each.getValue());
    }
    return escaped;
  }

  private static boolean isTrue(MapValue schema, String key) {
    return schema.child(key) instanceof Scalar scalar && Boolean.TRUE.equals(scalar.content());
  }
}
