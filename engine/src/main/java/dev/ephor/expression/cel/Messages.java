package dev.ephor.expression.cel;

import dev.ephor.expression.cel.value.ByteText;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.expression.cel.value.Message;
import dev.ephor.expression.cel.value.MessageType;
import dev.ephor.expression.cel.value.PlainValues;
import dev.ephor.expression.cel.value.Timestamp;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of requests as the messages that expressions see. */
public final class Messages {

  private Messages() {}

  /** A request cannot be read. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String reason) {
      super(reason);
    }
  }

  /**
   * A request of HTTP. Keys are found in any case; those that are not known are passed over.
   *
   * @throws Unreadable where a field is of another type
   */
  public static Message http(MapValue json) throws Unreadable {
    return read(Message.of("http.CheckRequest"), json, false);
  }

  /**
   * A request that Envoy asks about. Keys are those of the protocol, in either spelling.
   *
   * @throws Unreadable where a field is unknown or of another type
   */
  public static Message envoy(MapValue json) throws Unreadable {
    return read(Message.of("envoy.service.auth.v3.CheckRequest"), json, true);
  }

  private static Message read(Message empty, MapValue json, boolean strict) throws Unreadable {
    Message message = empty;
    for (int i = 0; i < json.size(); i++) {
      String field = field(empty.type(), json.keyAt(i), strict);
      if (field == null && strict) {
        throw new Unreadable("unknown field \"" + json.keyAt(i) + "\" of " + empty.typeName());
      }
      if (field != null && !json.valueAt(i).isNull()) {
        String type = empty.type().fields().get(field);
        Object value = type == null ? null : value(type, json.valueAt(i), strict);
        if (value == null) {
          throw new Unreadable(
              "field \"" + json.keyAt(i) + "\" of " + empty.typeName() + " is no " + type);
        }
        message = message.with(field, value);
      }
    }
    return message;
  }

  private static @Nullable String field(MessageType type, String key, boolean strict) {
    for (String field : type.fields().keySet()) {
      if (strict ? key.equals(field) || key.equals(camel(field)) : key.equalsIgnoreCase(field)) {
        return field;
      }
    }
    return null;
  }

  private static String camel(String field) {
    StringBuilder camel = new StringBuilder();
    for (String word : field.split("_", -1)) {
      camel.append(
          camel.isEmpty() || word.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return camel.toString();
  }

  /** A value of a type, null where the JSON is of another. */
  private static @Nullable Object value(String type, Value json, boolean strict) throws Unreadable {
    if (type.equals("dyn") || type.equals("map(string, dyn)")) {
      return PlainValues.withDoubles(json);
    } else if (type.startsWith("list(")) {
      return json instanceof ListValue list ? list(type, list, strict) : null;
    } else if (type.startsWith("map(")) {
      return json instanceof MapValue map ? map(type, map, strict) : null;
    } else if (MessageType.find(type) != null) {
      return json instanceof MapValue map ? read(Message.of(type), map, strict) : null;
    }
    return json instanceof Scalar scalar ? scalar(type, scalar) : null;
  }

  private static @Nullable Object list(String type, ListValue json, boolean strict)
      throws Unreadable {
    String inner = type.substring("list(".length(), type.length() - 1);
    List<Object> items = new ArrayList<>();
    for (Value item : json.values()) {
      Object value = value(inner, item, strict);
      if (value == null) {
        return null;
      }
      items.add(value);
    }
    return items;
  }

  private static @Nullable Object map(String type, MapValue json, boolean strict)
      throws Unreadable {
    String inner = type.substring("map(string, ".length(), type.length() - 1);
    Map<String, Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < json.size(); i++) {
      Object value = value(inner, json.valueAt(i), strict);
      if (value == null) {
        return null;
      }
      entries.put(json.keyAt(i), value);
    }
    return entries;
  }

  private static @Nullable Object scalar(String type, Scalar json) {
    Object plain = CelValues.of(json.toJava());
    return switch (type) {
      case "string" -> plain instanceof String ? plain : null;
      case "bool" -> plain instanceof Boolean ? plain : null;
      case "int" -> integer(plain);
      case "bytes" -> plain instanceof String text ? bytes(text) : null;
      case "timestamp" -> plain instanceof String text ? time(text) : null;
      default -> null;
    };
  }

  private static @Nullable Object integer(Object plain) {
    if (plain instanceof Long) {
      return plain;
    } else if (plain instanceof Double number && number == Math.rint(number)) {
      return (long) (double) number;
    }
    return plain instanceof String text && text.matches("-?[0-9]{1,18}")
        ? (Object) Long.parseLong(text)
        : null;
  }

  private static @Nullable Object bytes(String text) {
    try {
      return ByteText.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException broken) {
      return null;
    }
  }

  private static @Nullable Object time(String text) {
    try {
      return new Timestamp(OffsetDateTime.parse(text));
    } catch (DateTimeException broken) {
      return null;
    }
  }
}
