package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.ByteText;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelText;
import dev.ephor.expression.cel.value.CelTimes;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.expression.cel.value.Timestamp;
import dev.ephor.expression.cel.value.TypeValue;
import dev.ephor.expression.cel.value.UInt;
import dev.ephor.kubernetes.GoDuration;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/** Functions named after types, which turn values of other types into theirs. */
final class Conversions {

  private static final Pattern RFC3339 =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([.,]\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
  private static final CelError INT_OVERFLOW = new CelError("integer overflow");
  private static final CelError UINT_OVERFLOW = new CelError("unsigned integer overflow");

  private Conversions() {}

  static List<Overload> overloads() {
    return List.of(
        Overload.global("int(int) -> int", a -> a[0]),
        Overload.global("int(uint) -> int", a -> toInt((UInt) a[0])),
        Overload.global("int(double) -> int", a -> toInt((Double) a[0])),
        Overload.global("int(string) -> int", a -> toInt((String) a[0])),
        Overload.global("int(timestamp) -> int", a -> ((Timestamp) a[0]).time().toEpochSecond()),
        Overload.global("int(duration) -> int", a -> ((Duration) a[0]).toNanos()),
        Overload.global("uint(uint) -> uint", a -> a[0]),
        Overload.global(
            "uint(int) -> uint", a -> (Long) a[0] < 0 ? UINT_OVERFLOW : new UInt((Long) a[0])),
        Overload.global("uint(double) -> uint", a -> toUint((Double) a[0])),
        Overload.global("uint(string) -> uint", a -> toUint((String) a[0])),
        Overload.global("double(double) -> double", a -> a[0]),
        Overload.global("double(int) -> double", a -> (double) (Long) a[0]),
        Overload.global("double(uint) -> double", a -> ((UInt) a[0]).toDouble()),
        Overload.global("double(string) -> double", a -> toDouble((String) a[0])),
        Overload.global("bool(bool) -> bool", a -> a[0]),
        Overload.global("bool(string) -> bool", a -> toBool((String) a[0])),
        Overload.global("string(string) -> string", a -> a[0]),
        Overload.global("string(bool) -> string", a -> a[0].toString()),
        Overload.global("string(int) -> string", a -> a[0].toString()),
        Overload.global("string(uint) -> string", a -> a[0].toString()),
        Overload.global("string(double) -> string", a -> CelText.of(a[0])),
        Overload.global("string(bytes) -> string", a -> toText((ByteText) a[0])),
        Overload.global("string(timestamp) -> string", a -> CelTimes.text((Timestamp) a[0])),
        Overload.global("string(duration) -> string", a -> CelTimes.text((Duration) a[0])),
        Overload.global("bytes(bytes) -> bytes", a -> a[0]),
        Overload.global("bytes(string) -> bytes", a -> ByteText.of((String) a[0])),
        Overload.global("timestamp(timestamp) -> timestamp", a -> a[0]),
        Overload.global(
            "timestamp(int) -> timestamp",
            a -> {
              try {
                return Times.timestamp(Instant.ofEpochSecond((Long) a[0]).atOffset(ZoneOffset.UTC));
              } catch (DateTimeException outside) {
                return Times.TIMESTAMP_OVERFLOW;
              }
            }),
        Overload.global("timestamp(string) -> timestamp", a -> toTimestamp((String) a[0])),
        Overload.global("duration(duration) -> duration", a -> a[0]),
        Overload.global("duration(int) -> duration", a -> Duration.ofNanos((Long) a[0])),
        Overload.global("duration(string) -> duration", a -> toDuration((String) a[0])),
        Overload.global("dyn(A) -> dyn", a -> a[0]),
        Overload.global("type(A) -> type(A)", a -> new TypeValue(CelValues.typeName(a[0]))));
  }

  private static CelError cannot(String from, String to) {
    return new CelError("type conversion error from '" + from + "' to '" + to + "'");
  }

  private static Object toInt(UInt number) {
    return number.bits() < 0 ? INT_OVERFLOW : (Object) number.bits();
  }

  private static Object toInt(double number) {
    return Double.isNaN(number) || number <= -0x1p63 || number >= 0x1p63
        ? INT_OVERFLOW
        : (Object) (long) number;
  }

  private static Object toInt(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException wrong) {
      return cannot("string", "int");
    }
  }

  private static Object toUint(double number) {
    if (Double.isNaN(number) || number <= -1 || number >= 0x1p64) {
      return UINT_OVERFLOW;
    }
    return new UInt(new java.math.BigDecimal(number).longValue());
  }

  private static Object toUint(String text) {
    try {
      return text.startsWith("+") || text.startsWith("-")
          ? cannot("string", "uint")
          : new UInt(Long.parseUnsignedLong(text));
    } catch (NumberFormatException wrong) {
      return cannot("string", "uint");
    }
  }

  private static Object toDouble(String text) {
    String lower = text.toLowerCase(java.util.Locale.ROOT);
    String unsigned = lower.startsWith("+") || lower.startsWith("-") ? lower.substring(1) : lower;
    if (unsigned.equals("inf") || unsigned.equals("infinity")) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (lower.equals("nan")) {
      return Double.NaN;
    }
    boolean shape =
        !text.isEmpty() && text.equals(text.strip()) && !unsigned.matches(".*[df]$|nan|.*infinity");
    try {
      return shape ? (Object) Double.parseDouble(text) : cannot("string", "double");
    } catch (NumberFormatException wrong) {
      return cannot("string", "double");
    }
  }

  private static Object toBool(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default -> cannot("string", "bool");
    };
  }

  private static Object toText(ByteText bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toArray()))
          .toString();
    } catch (CharacterCodingException wrong) {
      return new CelError("invalid UTF-8 in bytes, cannot convert to string");
    }
  }

  static Object toTimestamp(String text) {
    if (!RFC3339.matcher(text).matches()) {
      return cannot("string", "google.protobuf.Timestamp");
    }
    try {
      return Times.timestamp(
          OffsetDateTime.parse(text.replace(',', '.'), DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    } catch (DateTimeException wrong) {
      return cannot("string", "google.protobuf.Timestamp");
    }
  }

  static Object toDuration(String text) {
    GoDuration duration = GoDuration.parse(text);
    return duration == null
        ? cannot("string", "google.protobuf.Duration")
        : Duration.ofNanos(duration.nanos());
  }
}
