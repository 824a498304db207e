package dev.ephor.expression.cel;

import dev.ephor.expression.cel.value.ByteText;
import dev.ephor.expression.cel.value.CelNull;
import dev.ephor.expression.cel.value.CelText;
import dev.ephor.expression.cel.value.TypeValue;
import dev.ephor.expression.cel.value.UInt;
import dev.ephor.value.GoQuote;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The values of CEL as the JSON of {@code cel.expr.Value} writes them. */
final class ConformanceValues {

  private ConformanceValues() {}

  /** What an expression computes with. */
  static Object of(MapValue value) {
    Value content = value.valueAt(0);
    String text = content.asString();
    return switch (value.keyAt(0)) {
      case "nullValue" -> CelNull.NULL;
      case "boolValue" -> content.toJava();
      case "int64Value" -> Long.valueOf(text);
      case "uint64Value" -> new UInt(new BigInteger(text).longValue());
      case "doubleValue" -> number(content);
      case "stringValue" -> text;
      case "bytesValue" -> ByteText.of(Base64.getDecoder().decode(text));
      case "typeValue" -> new TypeValue(text);
      case "listValue" -> list((MapValue) content);
      case "mapValue" -> map((MapValue) content);
      case "objectValue" -> message((MapValue) content);
      default -> throw new IllegalArgumentException(value.keyAt(0));
    };
  }

  private static Double number(Value content) {
    String text = content.asString();
    return text == null ? ((Number) content.toJava()).doubleValue() : Double.valueOf(text);
  }

  /** The only message that is a value here is a duration. */
  private static Object message(MapValue message) {
    if (!String.valueOf(message.string("@type")).endsWith("/google.protobuf.Duration")) {
      throw new IllegalArgumentException(message.string("@type"));
    }
    return Duration.parse("PT" + message.string("value"));
  }

  private static List<Object> list(MapValue content) {
    List<Object> items = new ArrayList<>();
    ListValue values = content.list("values");
    if (values != null) {
      values.values().forEach(item -> items.add(of((MapValue) item)));
    }
    return items;
  }

  private static Map<Object, Object> map(MapValue content) {
    Map<Object, Object> map = new LinkedHashMap<>();
    ListValue entries = content.list("entries");
    if (entries != null) {
      for (Value entry : entries.values()) {
        map.put(of(((MapValue) entry).map("key")), of(((MapValue) entry).map("value")));
      }
    }
    return map;
  }

  /** A value with its type, so that two are the same where their texts are. */
  static String text(Object value) {
    if (value instanceof String text) {
      return GoQuote.quote(text);
    } else if (value instanceof UInt number) {
      return number + "u";
    } else if (value instanceof ByteText bytes) {
      return "b" + new BigInteger(1, bytes.toArray()).toString(16) + "/" + bytes.size();
    } else if (value instanceof TypeValue type) {
      return "type " + type.name();
    } else if (value instanceof Optional<?> optional) {
      return optional.map(some -> "some " + text(some)).orElse("none");
    } else if (value instanceof List<?> list) {
      return list.stream().map(ConformanceValues::text).toList().toString();
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> text(entry.getKey()) + ": " + text(entry.getValue()))
          .sorted()
          .collect(Collectors.joining(", ", "{", "}"));
    } else if (value instanceof Double number && number == 0) {
      // As JSON the published values have no negative zero.
      return "0.0";
    } else if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
      return value.toString();
    }
    return value == CelNull.NULL ? "null" : CelText.of(value);
  }
}
