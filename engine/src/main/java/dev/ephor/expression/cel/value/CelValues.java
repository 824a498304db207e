package dev.ephor.expression.cel.value;

import dev.ephor.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads plain Java objects as values of CEL and names their types. */
public final class CelValues {

  private CelValues() {}

  /** A plain object as CEL computes with it; copies nothing. */
  public static Object of(@Nullable Object plain) {
    if (plain == null) {
      return CelNull.NULL;
    }
    if (plain instanceof Value value && !(plain instanceof Map) && !(plain instanceof List)) {
      return of(value.toJava());
    }
    if (plain instanceof Integer number) {
      return (long) number;
    }
    return plain;
  }

  /** The name of a value's type, as {@code type()} and messages give it. */
  public static String typeName(Object value) {
    if (value instanceof String) {
      return "string";
    } else if (value instanceof Long) {
      return "int";
    } else if (value instanceof Boolean) {
      return "bool";
    } else if (value instanceof Double) {
      return "double";
    } else if (value instanceof Map) {
      return "map";
    } else if (value instanceof List) {
      return "list";
    } else if (value == CelNull.NULL) {
      return "null_type";
    } else if (value instanceof UInt) {
      return "uint";
    } else if (value instanceof ByteText) {
      return "bytes";
    } else if (value instanceof Timestamp) {
      return "google.protobuf.Timestamp";
    } else if (value instanceof Duration) {
      return "google.protobuf.Duration";
    } else if (value instanceof Optional) {
      return "optional_type";
    } else if (value instanceof TypeValue) {
      return "type";
    } else if (value instanceof Opaque opaque) {
      return opaque.typeName();
    } else if (value instanceof Fields fields) {
      return fields.typeName();
    }
    return value.getClass().getSimpleName();
  }

  /** Whether a value is its type's zero, as {@code optional.ofNonZeroValue} asks. */
  public static boolean isZero(Object value) {
    if (value instanceof String text) {
      return text.isEmpty();
    } else if (value instanceof Long number) {
      return number == 0;
    } else if (value instanceof Double number) {
      return number == 0;
    } else if (value instanceof UInt number) {
      return number.bits() == 0;
    } else if (value instanceof Boolean truth) {
      return !truth;
    } else if (value instanceof Map<?, ?> map) {
      return map.isEmpty();
    } else if (value instanceof List<?> list) {
      return list.isEmpty();
    } else if (value instanceof ByteText bytes) {
      return bytes.size() == 0;
    } else if (value instanceof Duration duration) {
      return duration.isZero();
    } else if (value instanceof Timestamp time) {
      return time.time().toEpochSecond() == -62135596800L && time.time().getNano() == 0;
    } else if (value instanceof Optional<?> optional) {
      return optional.isEmpty();
    } else if (value instanceof Message message) {
      return message.set().isEmpty();
    }
    return value == CelNull.NULL;
  }
}
