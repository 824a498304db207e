package dev.ephor.expression.cel.value;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message: an object whose type says which fields it has. A field that is not set reads as the
 * zero of its type, and {@code has()} says that it is not there.
 *
 * @param type what it is
 * @param set the fields that are set, as values of CEL
 */
public record Message(MessageType type, Map<String, Object> set) implements Fields {

  public Message {
    set = Map.copyOf(set);
  }

  /**
   * A message without any field set.
   *
   * @throws IllegalArgumentException where no type has that name
   */
  public static Message of(String type) {
    MessageType found = MessageType.find(type);
    if (found == null) {
      throw new IllegalArgumentException(type);
    }
    return new Message(found, Map.of());
  }

  /** This message with a field. */
  public Message with(String field, Object value) {
    Map<String, Object> more = new HashMap<>(set);
    more.put(field, value);
    return new Message(type, more);
  }

  @Override
  public String typeName() {
    return type.name();
  }

  @Override
  public @Nullable Object field(String name) {
    Object value = set.get(name);
    String fieldType = type.fields().get(name);
    return value != null || fieldType == null ? value : zero(fieldType);
  }

  /** Whether a field is there and is not the zero of its type. */
  public boolean isSet(String name) {
    Object value = set.get(name);
    return value != null && !CelValues.isZero(value);
  }

  /** A message in a field; empty where it is not set. */
  public Message message(String name) {
    return (Message) Objects.requireNonNull(field(name), name);
  }

  private static Object zero(String type) {
    if (type.startsWith("list(")) {
      return List.of();
    } else if (type.startsWith("map(")) {
      return Map.of();
    }
    return switch (type) {
      case "string" -> "";
      case "int" -> 0L;
      case "double" -> 0.0;
      case "bool" -> false;
      case "bytes" -> ByteText.of("");
      case "timestamp" -> new Timestamp(OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
      case "dyn" -> CelNull.NULL;
      default -> of(type);
    };
  }
}
