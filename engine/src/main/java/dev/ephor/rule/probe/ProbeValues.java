package dev.ephor.rule.probe;

import dev.ephor.kubernetes.Quantity;
import dev.ephor.schema.Field;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that a field may have: what a rule names, what lies just beside it, what is usual. */
final class ProbeValues {

  private static final Pattern OPERATOR = Pattern.compile("^(>=|<=|>|<|!)\\s*");

  /** {@code low-high}, or {@code low!-high}. */
  private static final Pattern RANGE = Pattern.compile("([-+]?[^-!]+)!?-(.+)");

  private ProbeValues() {}

  /** Values on either side of what a text of the rule asks for. */
  static void candidates(String text, @Nullable Schema at, Set<Value> found) {
    for (String part : text.split("[|&]", -1)) {
      String operand = OPERATOR.matcher(part.strip()).replaceFirst("").strip();
      if (operand.matches("-?\\d{1,12}")) {
        long number = Long.parseLong(operand);
        for (long near : new long[] {number, number + 1, number - 1}) {
          put(near, at, found);
        }
      }
      Matcher range = RANGE.matcher(operand);
      if (range.matches() && Quantity.parse(range.group(1)) != null) {
        candidates(range.group(1), at, found);
        candidates(range.group(2), at, found);
        continue;
      }
      Quantity amount = Quantity.parse(operand);
      if (amount != null && !operand.matches("-?\\d+")) {
        found.add(Scalar.of(operand));
        String unit = operand.replaceAll("^[-+0-9.]+", "");
        found.add(Scalar.of("1" + unit));
        found.add(Scalar.of("9999" + unit));
      } else if (operand.equals("true") || operand.equals("false")) {
        put(Boolean.parseBoolean(operand), at, found);
        put(!Boolean.parseBoolean(operand), at, found);
      } else {
        String filled = operand.replace("*", "x").replace("?", "a");
        put(filled, at, found);
        put(operand.replace("*", "").replace("?", "b"), at, found);
        put(filled + "y", at, found);
        put("z" + filled, at, found);
      }
    }
  }

  private static void put(Object content, @Nullable Schema at, Set<Value> found) {
    ScalarSchema.Kind kind = at instanceof ScalarSchema scalar ? scalar.kind() : null;
    if (at != null && kind == null) {
      if (at instanceof ListSchema list && list.items() instanceof ScalarSchema) {
        found.add(ListValue.of(List.of(Scalar.of(content)), Source.NONE, 0));
      }
      return;
    }
    boolean fits =
        kind == null
            || switch (kind) {
              case STRING, CEL, JMESPATH -> content instanceof String || content instanceof Long;
              case INT, NUMBER -> content instanceof Long;
              case BOOLEAN -> content instanceof Boolean;
              case QUANTITY ->
                  !(content instanceof Boolean) && Quantity.parse(content.toString()) != null;
              case INT_OR_STRING -> !(content instanceof Boolean);
            };
    if (fits) {
      found.add(Scalar.of(kind != null && kind.isText() ? content.toString() : content));
    }
  }

  /** Items with nothing but a name, where they have one. */
  private static ListValue items(ObjectSchema schema, int number) {
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      MapValue.Builder item = MapValue.builder(Source.NONE, 0);
      if (schema.field("name") != null) {
        item.put("name", Scalar.of("n" + i));
      }
      Field image = schema.field("image");
      if (image != null && image.type() instanceof ScalarSchema) {
        item.put("image", Scalar.of("registry.test/app:1.0"));
      }
      items.add(item.build());
    }
    return ListValue.of(items, Source.NONE, 0);
  }

  /** Values that a field of this kind often has, whatever the rule says. */
  static void usual(@Nullable Schema at, Set<Value> found) {
    if (at instanceof ListSchema list) {
      found.add(ListValue.of(List.of(), Source.NONE, 0));
      if (list.items() instanceof ObjectSchema item) {
        found.add(items(item, 2));
      }
    } else if (at instanceof ScalarSchema scalar) {
      switch (scalar.kind()) {
        case BOOLEAN -> {
          found.add(Scalar.of(true));
          found.add(Scalar.of(false));
        }
        case INT, NUMBER -> {
          found.add(Scalar.of(0L));
          found.add(Scalar.of(1L));
          found.add(Scalar.of(7L));
        }
        case STRING, CEL, JMESPATH -> {
          found.add(Scalar.of(""));
          found.add(Scalar.of("other"));
        }
        case QUANTITY -> {
          found.add(Scalar.of("1"));
          found.add(Scalar.of("100Mi"));
        }
        case INT_OR_STRING -> found.add(Scalar.of(1L));
      }
    } else if (at == null) {
      found.add(Scalar.of("other"));
    } else {
      found.add(MapValue.empty(Source.NONE, 0));
    }
  }
}
