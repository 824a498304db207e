package dev.ephor.expression.cel.value;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of CEL as values of documents, and back. */
public final class PlainValues {

  private PlainValues() {}

  /** A value of CEL as the part of a document; what came from a document keeps its origin. */
  public static Value toValue(Object value) {
    return toValue(value, null);
  }

  /**
   * As {@link #toValue(Object)}.
   *
   * @param nothing what a null that the expression itself has made becomes
   */
  public static Value toValue(Object value, @Nullable Object nothing) {
    if (value instanceof Value document) {
      return document;
    } else if (value instanceof Map<?, ?> map) {
      MapValue.Builder out = MapValue.builder(Source.NONE, 0);
      map.forEach(
          (key, item) ->
              out.put(CelText.of(CelValues.of(key)), toValue(CelValues.of(item), nothing)));
      return out.build();
    } else if (value instanceof List<?> list) {
      List<Value> items = new ArrayList<>(list.size());
      for (Object item : list) {
        items.add(toValue(CelValues.of(item), nothing));
      }
      return ListValue.of(items, Source.NONE, 0);
    } else if (value == CelNull.NULL) {
      return Scalar.of(nothing);
    } else if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? toValue(optional.get(), nothing) : Scalar.of(nothing);
    } else if (value instanceof UInt number) {
      return Scalar.of(number.bits() >= 0 ? (Object) number.bits() : number.toDouble());
    } else if (value instanceof ByteText bytes) {
      return Scalar.of(Base64.getEncoder().encodeToString(bytes.toArray()));
    } else if (value instanceof Timestamp time) {
      return Scalar.of(CelTimes.text(time));
    } else if (value instanceof Duration duration) {
      return Scalar.of(CelTimes.text(duration));
    } else if (value instanceof String
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean) {
      return Scalar.of(value);
    }
    return Scalar.of(value.toString());
  }

  /** A document's value in which every number is a double, as Go reads JSON. */
  public static Object withDoubles(Value value) {
    return CelValues.of(Doubles.in(value).toJava());
  }
}
