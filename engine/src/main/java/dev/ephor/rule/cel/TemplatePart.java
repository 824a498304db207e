package dev.ephor.rule.cel;

import dev.ephor.expression.cel.value.StructValues;
import dev.ephor.expression.cel.value.UInt;
import dev.ephor.text.Span;
import dev.ephor.value.GoQuote;
import dev.ephor.value.GoText;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a template for manifests, compiled. */
sealed interface TemplatePart {

  /**
   * What it comes to.
   *
   * @throws Unrendered where a placeholder has no value that fits
   */
  Value render(Scope scope) throws Unrendered;

  /** A template cannot be rendered: in the reference's words, and where in the template's text. */
  final class Unrendered extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Span within;

    Unrendered(String message, @Nullable Span within) {
      super(message);
      this.within = within;
    }

    String message() {
      return String.valueOf(getMessage());
    }

    /** Where; null for the whole template. */
    @Nullable Span within() {
      return within;
    }

    /** The same, seen from further out. */
    Unrendered in(String where) {
      return new Unrendered(where + ": " + message(), within);
    }
  }

  /** What has no placeholders. */
  record Fixed(Value value) implements TemplatePart {
    @Override
    public Value render(Scope scope) {
      return value;
    }
  }

  /** A map of which some value has placeholders. */
  record Fields(MapValue origin, List<Field> fields) implements TemplatePart {
    @Override
    public Value render(Scope scope) throws Unrendered {
      MapValue.Builder map = MapValue.builder(origin.source(), origin.node());
      for (Field field : fields) {
        try {
          map.put(field.key, field.value.render(scope));
        } catch (Unrendered unrendered) {
          throw unrendered.in("field " + GoQuote.quote(field.key));
        }
      }
      return map.build();
    }
  }

  /** An entry of a map. */
  record Field(String key, TemplatePart value) {}

  /** A list of which some item has placeholders. */
  record Items(ListValue origin, List<TemplatePart> items) implements TemplatePart {
    @Override
    public Value render(Scope scope) throws Unrendered {
      List<Value> list = new ArrayList<>(items.size());
      for (int i = 0; i < items.size(); i++) {
        try {
          list.add(items.get(i).render(scope));
        } catch (Unrendered unrendered) {
          throw unrendered.in("item " + i);
        }
      }
      return ListValue.of(list, origin.source(), origin.node());
    }
  }

  /**
   * A placeholder that is all of a scalar: its value, of whatever type, takes the place.
   *
   * @param within where it stands in the template's text
   */
  record Spliced(Program program, Span within) implements TemplatePart {
    @Override
    public Value render(Scope scope) throws Unrendered {
      Program.Result result = program.evaluate(scope);
      if (result instanceof Program.Failed failed) {
        throw new Unrendered(
            "failed to evaluate placeholder " + quoted() + ": " + failed.message(), within);
      }
      Object value = ((Program.Valued) result).value();
      Value origin = program.clause().node();
      if (value instanceof UInt number && number.bits() < 0) {
        throw unconvertible("uint value " + number + " overflows the supported integer range");
      } else if (value instanceof UInt number) {
        return new Scalar(number.bits(), origin.source(), origin.node());
      } else if (value instanceof Long || value instanceof Double) {
        return new Scalar(value, origin.source(), origin.node());
      }
      try {
        return StructValues.of(value, origin);
      } catch (StructValues.Unconvertible wrong) {
        throw unconvertible(String.valueOf(wrong.getMessage()));
      }
    }

    private Unrendered unconvertible(String reason) {
      return new Unrendered(
          "failed to convert placeholder " + quoted() + " result: " + reason, within);
    }

    String quoted() {
      return GoQuote.quote(program.clause().expression());
    }
  }

  /**
   * A text with placeholders in it, each of which must come to a scalar.
   *
   * @param parts texts that are fixed, and placeholders
   */
  record Text(Scalar origin, List<TemplatePart> parts) implements TemplatePart {
    @Override
    public Value render(Scope scope) throws Unrendered {
      StringBuilder text = new StringBuilder();
      for (TemplatePart part : parts) {
        Value value = part.render(scope);
        if (part instanceof Spliced placeholder && (!(value instanceof Scalar) || value.isNull())) {
          throw new Unrendered(
              "placeholder "
                  + placeholder.quoted()
                  + " embedded in a string must evaluate to a scalar, got "
                  + GoText.type(value)
                  + "; use a whole-value placeholder for structured results",
              placeholder.within);
        }
        text.append(GoText.typed(value));
      }
      return new Scalar(text.toString(), origin.source(), origin.node());
    }
  }
}
