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

/**
 * Values of CEL as a protobuf {@code Struct} holds them: every number is a double, a whole one that
 * a double cannot hold exactly is a text, and so are bytes and times. Kyverno hands lists and
 * objects to Kubernetes in this way.
 *
 * @see <a href="https://protobuf.dev/programming-guides/json/">ProtoJSON</a>
 */
public final class StructValues {

  /** The largest whole number that a double is trusted with. */
  private static final long LARGEST = (1L << 53) - 1;

  private final Source source;
  private final int node;

  private StructValues(Source source, int node) {
    this.source = source;
    this.node = node;
  }

  /** A value that a {@code Struct} cannot hold. */
  public static final class Unconvertible extends Exception {
    private static final long serialVersionUID = 1L;

    private Unconvertible(String message) {
      super(message);
    }
  }

  /**
   * The value of a document; what came from a document keeps its origin.
   *
   * @param origin where the expression stands; null for nowhere
   * @throws Unconvertible in the reference's words
   */
  public static Value of(Object value, @Nullable Value origin) throws Unconvertible {
    return origin == null
        ? new StructValues(Source.NONE, 0).convert(value)
        : new StructValues(origin.source(), origin.node()).convert(value);
  }

  private Value convert(Object value) throws Unconvertible {
    if (value instanceof Value document) {
      return Doubles.in(document, StructValues::content);
    } else if (value instanceof ObjectValue object) {
      return map(object.fields());
    } else if (value instanceof Map<?, ?> map) {
      return map(map);
    } else if (value instanceof List<?> list) {
      List<Value> items = new ArrayList<>(list.size());
      for (Object item : list) {
        items.add(convert(CelValues.of(item)));
      }
      return ListValue.of(items, source, node);
    } else if (value instanceof Optional<?> maybe) {
      if (maybe.isEmpty()) {
        throw new Unconvertible("optional.none() dereference");
      }
      return convert(CelValues.of(maybe.get()));
    }
    return new Scalar(scalar(value), source, node);
  }

  private MapValue map(Map<?, ?> map) throws Unconvertible {
    MapValue.Builder made = MapValue.builder(source, node);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = CelValues.of(entry.getKey());
      if (!(key instanceof String name)) {
        throw new Unconvertible(
            "unsupported type conversion from '" + CelValues.typeName(key) + "' to string");
      }
      made.put(name, convert(CelValues.of(entry.getValue())));
    }
    return made.build();
  }

  private static @Nullable Object scalar(Object value) throws Unconvertible {
    if (value == CelNull.NULL) {
      return null;
    } else if (value instanceof String || value instanceof Boolean) {
      return value;
    } else if (value instanceof Long || value instanceof Double) {
      return content(value);
    } else if (value instanceof UInt number) {
      return number.bits() >= 0 ? content(number.bits()) : CelText.of(number);
    } else if (value instanceof ByteText bytes) {
      return Base64.getEncoder().encodeToString(bytes.toArray());
    } else if (value instanceof Timestamp || value instanceof Duration) {
      return CelText.of(value);
    }
    throw new Unconvertible(
        "type conversion error from '" + CelValues.typeName(value) + "' to '*structpb.Value'");
  }

  private static @Nullable Object content(@Nullable Object content) {
    if (content instanceof Long number) {
      return number >= -LARGEST && number <= LARGEST
          ? (Object) (double) number
          : Long.toString(number);
    } else if (content instanceof Double number && !Double.isFinite(number)) {
      return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    }
    return content;
  }
}
