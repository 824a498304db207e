package dev.ephor.expression.jmespath;

import dev.ephor.value.GoJson;
import dev.ephor.value.GoNumber;
import dev.ephor.value.GoText;
import dev.ephor.value.JsonException;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call whose arguments have been evaluated and checked. */
public final class Invocation {

  private final Function function;
  private final Value[] values;
  private final @Nullable Node[] references;
  private final Evaluator evaluator;

  Invocation(Function function, Value[] values, @Nullable Node[] references, Evaluator evaluator) {
    this.function = function;
    this.values = values;
    this.references = references;
    this.evaluator = evaluator;
  }

  /** Checks number and types of the arguments as the reference does. */
  void check() {
    List<List<ArgumentType>> parameters = function.parameters();
    if (parameters.isEmpty()) {
      return;
    }
    if (function.variadic()) {
      if (values.length < parameters.size()) {
        throw new Failure("Invalid arity.");
      }
      return;
    }
    if (values.length != parameters.size()) {
      throw new Failure("incorrect number of args");
    }
    for (int i = 0; i < values.length; i++) {
      check(i, parameters.get(i));
    }
  }

  private void check(int index, List<ArgumentType> types) {
    Node reference = references[index];
    for (ArgumentType type : types) {
      boolean fits =
          reference == null
              ? type.takes(values[index])
              : type == ArgumentType.ANY || type == ArgumentType.EXPRESSION;
      if (fits) {
        return;
      }
    }
    String expected =
        types.stream().map(t -> '"' + t.label() + '"').collect(Collectors.joining(", "));
    String given =
        reference == null ? GoText.format(values[index]) : NodePrinter.reference(reference);
    throw new Failure(
        "Invalid type for: " + given + ", expected: []jmespath.JpType{" + expected + "}");
  }

  int size() {
    return values.length;
  }

  Value value(int index) {
    return values[index];
  }

  boolean isReference(int index) {
    return references[index] != null || values[index].source() == Types.REFERENCE;
  }

  String string(int index) {
    String text = values[index].asString();
    return text == null ? "" : text;
  }

  double number(int index) {
    return Types.number(values[index]);
  }

  ListValue list(int index) {
    ListValue list = Types.list(values[index]);
    return list == null ? ListValue.of(List.of(), Source.NONE, 0) : list;
  }

  MapValue object(int index) {
    return values[index] instanceof MapValue map ? map : MapValue.empty(Source.NONE, 0);
  }

  /** A string, or a number written as Kyverno writes it where it wants text: as a float32. */
  String text(int index) {
    String text = textOf(values[index]);
    return text == null ? "" : text;
  }

  /** Text of a string, number or boolean; null of anything else. */
  @Nullable String textOf(Value value) {
    Object content = value.toJava();
    if (content instanceof Number number) {
      return value.source() == Types.INTEGER
          ? Long.toString(number.longValue())
          : GoNumber.plain32(number.doubleValue());
    }
    return content instanceof String || content instanceof Boolean ? content.toString() : null;
  }

  /** The JSON text of an argument. */
  String json(int index) {
    try {
      String json = GoJson.writeDoubles(values[index], budget().left());
      budget().make(json.length());
      return json;
    } catch (JsonException e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
  }

  /** What the expression referred to by an argument gives for an item; null for a missing key. */
  Value apply(int reference, Value item) {
    return evaluator.settled(applyExactly(reference, item));
  }

  /** As {@link #apply}, with a missing key told from null. */
  Value applyExactly(int reference, Value item) {
    Node body = references[reference];
    if (body == null) {
      throw new Failure("the expression reference is lost; write &... in the call itself");
    }
    return evaluator.evaluate(body, item);
  }

  boolean isMissing(Value value) {
    return evaluator.isMissing(value);
  }

  Budget budget() {
    return evaluator.budget();
  }

  Setting setting() {
    return evaluator.setting();
  }

  /** A new string. */
  Value made(String text) {
    budget().make(text.length());
    return Scalar.of(text);
  }

  /** A new number. */
  Value made(double number) {
    return Scalar.of(GoNumber.content(number));
  }

  /** A new list. */
  Value made(List<Value> items) {
    budget().make(items.size());
    return ListValue.of(items, Source.NONE, 0);
  }

  /** A failure that begins with this function's name. */
  Failure failure(String message) {
    return Failure.in(function.name(), message);
  }

  /** The failure of an argument, counted from 1, that is not of a type. */
  Failure notOfType(int position, String type) {
    return failure("argument #" + position + " is not of type " + type);
  }
}
