package dev.ephor.fix;

import dev.ephor.schema.Alternatives;
import dev.ephor.schema.AnySchema;
import dev.ephor.schema.Field;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values that nobody has written yet, of the type that a schema asks for. */
final class Values {

  /** What stands where only the author knows what should. A label and a name may be this. */
  static final String PLACEHOLDER = "change-me";

  private static final int DEEPEST = 6;

  private Values() {}

  static Scalar of(@Nullable Object content) {
    return Scalar.of(content);
  }

  static ListValue list(List<? extends Value> items) {
    return ListValue.of(items, Source.NONE, 0);
  }

  static MapValue map() {
    return MapValue.empty(Source.NONE, 0);
  }

  /** A value without its origin, so that it can stand in another document. */
  static Value copy(Value value) {
    if (value instanceof MapValue map) {
      MapValue.Builder builder = MapValue.builder(Source.NONE, 0);
      for (int i = 0; i < map.size(); i++) {
        builder.put(map.keyAt(i), copy(map.valueAt(i)));
      }
      return builder.build();
    } else if (value instanceof ListValue list) {
      return list(list.values().stream().map(Values::copy).toList());
    }
    return Scalar.of(((Scalar) value).content());
  }

  /**
   * A scalar as the schema wants it, the most likely type first: a text for a text, a number for a
   * number. Without a schema as it is, and then as what its text reads as.
   */
  static List<Value> typed(@Nullable Object content, @Nullable Schema schema) {
    if (content == null) {
      return List.of();
    }
    String text = content instanceof Double number ? plain(number) : content.toString();
    if (schema instanceof ScalarSchema scalar) {
      Object converted =
          switch (scalar.kind()) {
            case STRING, CEL, JMESPATH -> text;
            case QUANTITY -> content instanceof Number ? content : text;
            case INT_OR_STRING -> whole(text) == null ? text : whole(text);
            case INT -> whole(text);
            case NUMBER -> content instanceof Number ? content : whole(text);
            case BOOLEAN -> truth(text);
          };
      return converted == null ? List.of() : List.of(Scalar.of(converted));
    } else if (schema != null && !(schema instanceof AnySchema)) {
      return List.of();
    }
    Set<Value> both = new LinkedHashSet<>();
    both.add(Scalar.of(content));
    if (content instanceof String) {
      Object other = truth(text) == null ? whole(text) : truth(text);
      if (other != null) {
        both.add(Scalar.of(other));
      }
    }
    return new ArrayList<>(both);
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  static @Nullable Long whole(String text) {
    return text.matches("-?[0-9]{1,18}") ? Long.valueOf(text) : null;
  }

  private static @Nullable Boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }

  /** The values that a schema lists: both of a boolean's, those of an enumeration. */
  static List<Value> listed(@Nullable Schema schema) {
    if (!(schema instanceof ScalarSchema scalar)) {
      return List.of();
    } else if (scalar.kind() == ScalarSchema.Kind.BOOLEAN) {
      return List.of(Scalar.of(true), Scalar.of(false));
    }
    return scalar.allowed().stream().map(text -> (Value) Scalar.of(text)).toList();
  }

  /** Values that often stand there, though others may. */
  static List<Value> usual(@Nullable Schema schema) {
    return schema instanceof ScalarSchema scalar
        ? scalar.usual().stream().map(text -> (Value) Scalar.of(text)).toList()
        : List.of();
  }

  /** Whether what stands there is the author's choice of words: no number, no word of a list. */
  static boolean isFree(Value there, @Nullable Schema schema) {
    if (!(there instanceof Scalar scalar)) {
      return !(there instanceof MapValue map && map.isEmpty());
    }
    return scalar.content() instanceof String && listed(schema).isEmpty();
  }

  /** Something that may stand there, until the author says what should. */
  static Value placeholder(@Nullable Schema schema, String key) {
    return placeholder(schema, key, 0);
  }

  private static Value placeholder(@Nullable Schema schema, String key, int depth) {
    if (schema instanceof ScalarSchema scalar) {
      return scalar(scalar, key);
    } else if (schema instanceof ListSchema list) {
      return depth > DEEPEST
          ? list(List.of())
          : list(List.of(placeholder(list.items(), key, depth + 1)));
    } else if (schema instanceof ObjectSchema object) {
      MapValue.Builder builder = MapValue.builder(Source.NONE, 0);
      for (Field field : depth > DEEPEST ? List.<Field>of() : object.fields()) {
        if (field.required() && field.absent() == null) {
          builder.put(field.name(), placeholder(field.type(), field.name(), depth + 1));
        }
      }
      if (depth <= DEEPEST) {
        alternative(object, depth, builder);
      }
      return builder.build();
    }
    return schema instanceof MapSchema ? map() : Scalar.of(PLACEHOLDER);
  }

  /** Of several fields one of which is needed the first that something has to be said about. */
  private static void alternative(ObjectSchema object, int depth, MapValue.Builder builder) {
    for (String name : Alternatives.of(object)) {
      Field field = object.field(name);
      Value value = field == null ? map() : placeholder(field.type(), name, depth + 1);
      if (!(value instanceof MapValue map && map.isEmpty())) {
        builder.put(name, value);
        return;
      }
    }
  }

  private static Value scalar(ScalarSchema schema, String key) {
    if (!schema.allowed().isEmpty()) {
      return Scalar.of(schema.allowed().get(0));
    }
    return switch (schema.kind()) {
      case STRING, CEL, JMESPATH -> Scalar.of(PLACEHOLDER);
      case QUANTITY -> Scalar.of(quantity(key));
      case INT, NUMBER, INT_OR_STRING -> Scalar.of(Math.max(1, schema.minimum()));
      case BOOLEAN -> Scalar.of(true);
    };
  }

  private static String quantity(String key) {
    if (key.contains("cpu")) {
      return "100m";
    }
    return key.contains("memory") ? "128Mi" : "1Gi";
  }
}
