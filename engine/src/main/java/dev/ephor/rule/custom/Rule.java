package dev.ephor.rule.custom;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.expression.cel.CelCompilation;
import dev.ephor.expression.cel.CelDialect;
import dev.ephor.expression.cel.CelEnvironment;
import dev.ephor.expression.cel.CelExpression;
import dev.ephor.expression.cel.CelInput;
import dev.ephor.expression.cel.CelProblem;
import dev.ephor.expression.cel.CelResult;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One rule.
 *
 * @param clause where it stands in the schema
 * @param condition what must be true
 * @param optionalOld whether the condition is told that there was no object before
 * @param message what to say where it is not; empty for the rule itself
 * @param messageExpression computes what to say; null where nothing does
 * @param fieldPath the field to blame, from where the rule holds; empty for all of it
 */
record Rule(
    Place clause,
    CelExpression condition,
    boolean optionalOld,
    String message,
    @Nullable CelExpression messageExpression,
    String fieldPath) {

  /** No function of these expressions asks anything of the world. */
  private static final Facts NONE =
      new Facts() {
        @Override
        public <T> T ask(Question<T> question) {
          throw new IllegalStateException("nothing asks here: " + question);
        }
      };

  /**
   * Compiles a rule.
   *
   * @param schema what it is about
   * @param whole whether that is a whole object
   * @param problems gets what is wrong with it
   * @return empty where it is broken, or where it only speaks of changes
   */
  static Optional<Rule> compile(
      MapValue written, MapValue schema, boolean whole, List<Breach> problems) {
    Value text = written.child("rule");
    if (text == null || text.asString() == null) {
      Place place = written.place(Place.Part.KEY);
      problems.add(
          new Breach(place, place, null, "A validation needs a rule, an expression in CEL."));
      return Optional.empty();
    }
    boolean optionalOld =
        written.child("optionalOldSelf") instanceof Scalar scalar
            && Boolean.TRUE.equals(scalar.content());
    CelDialect dialect = optionalOld ? CelDialect.RESOURCE_OR_CHANGE : CelDialect.RESOURCE;
    CelCompilation compiled = compile(dialect, text, "bool");
    if (compiled instanceof CelProblem problem) {
      // What compiles once it may name oldSelf speaks of changes; there are none here.
      if (optionalOld || compile(CelDialect.RESOURCE_CHANGE, text, "bool") instanceof CelProblem) {
        report(problem, text, problems);
      }
      return Optional.empty();
    }
    List<Breach> unknown = RuleFields.unknown(dialect, text, schema, whole);
    if (!unknown.isEmpty()) {
      problems.addAll(unknown);
      return Optional.empty();
    }
    Value computed = written.child("messageExpression");
    CelExpression messageExpression = null;
    if (computed != null && computed.asString() != null) {
      CelCompilation telling = compile(dialect, computed, "string");
      if (telling instanceof CelProblem problem) {
        report(problem, computed, problems);
      } else {
        messageExpression = (CelExpression) telling;
      }
    }
    return Optional.of(
        new Rule(
            text.place(Place.Part.VALUE),
            (CelExpression) compiled,
            optionalOld,
            string(written, "message"),
            messageExpression,
            string(written, "fieldPath")));
  }

  private static CelCompilation compile(CelDialect dialect, Value text, String type) {
    String expression = text.asString();
    return CelEnvironment.of(dialect).compile(expression == null ? "" : expression, type);
  }

  private static String string(MapValue map, String key) {
    String text = map.string(key);
    return text == null ? "" : text.strip();
  }

  private static void report(CelProblem problem, Value text, List<Breach> problems) {
    for (CelProblem.Finding finding : problem.findings()) {
      Place place = text.place(Place.Part.VALUE);
      problems.add(
          new Breach(
              place,
              place,
              Span.at(finding.offset()),
              "This rule cannot be evaluated: " + finding.message()));
    }
  }

  /**
   * What is wrong with a value, or empty.
   *
   * @param value as it is written
   * @param self as the expression sees it
   */
  Optional<Breach> breach(Value value, Value self) {
    Map<String, Object> bindings = new HashMap<>();
    bindings.put("self", self);
    if (optionalOld) {
      bindings.put("oldSelf", Optional.empty());
    }
    CelInput input = CelInput.of(bindings, NONE);
    CelResult result = condition.evaluate(input);
    if (result.isTrue()) {
      return Optional.empty();
    }
    String told =
        result instanceof CelResult.Failure failure
            ? "rule evaluation error: " + failure.message()
            : said(input);
    return Optional.of(new Breach(blamed(value, input), clause, null, told));
  }

  private String said(CelInput input) {
    if (messageExpression != null
        && messageExpression.evaluate(input) instanceof CelResult.Success success
        && success.value() instanceof String text
        && !text.isBlank()
        && !text.contains("\n")) {
      return text.strip();
    }
    return message.isEmpty() ? "failed rule: " + condition.text().strip() : message;
  }

  /** The field that the rule names, else what the expression read, else the value as a whole. */
  private Place blamed(Value value, CelInput input) {
    if (!fieldPath.isEmpty()) {
      return FieldPath.place(value, fieldPath);
    }
    Place whole = value.place(Place.Part.KEY);
    return condition
        .explain(input)
        .map(reason -> reason.place())
        .filter(place -> place.source() == whole.source() && place.node() > 0)
        .orElse(whole);
  }
}
