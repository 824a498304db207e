package dev.ephor.policy.check;

import dev.ephor.policy.PolicyProblem;
import dev.ephor.schema.AnySchema;
import dev.ephor.schema.NearestName;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.PolicySchemas;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import dev.ephor.text.Severity;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a policy document, exception, test or values file has only the fields that its kind has,
 * with values that they can hold. An unknown field is not a trifle: the reference decodes strictly,
 * and such a policy is not there at all.
 */
public final class PolicySchemaCheck {

  private static final int FIELDS_SHOWN = 14;

  private PolicySchemaCheck() {}

  /** Every problem, in the order of the text; none for kinds without a schema. */
  public static List<PolicyProblem> check(MapValue document) {
    ObjectSchema schema = schema(document);
    if (schema == null) {
      return List.of();
    }
    return SchemaWalk.of(document, schema).stream()
        .filter(mismatch -> !checkedElsewhere(mismatch))
        .map(PolicySchemaCheck::problem)
        .toList();
  }

  static @Nullable ObjectSchema schema(MapValue document) {
    return PolicySchemas.of(
        Objects.requireNonNullElse(document.string("apiVersion"), ""),
        Objects.requireNonNullElse(document.string("kind"), ""));
  }

  /**
   * Operators that a cluster lets through are looked at by {@link Conditions} and {@link
   * MatchFilters}; nobody else looks at those of selectors outside of rules.
   */
  private static boolean checkedElsewhere(Mismatch mismatch) {
    String path = mismatch.path();
    return mismatch instanceof Mismatch.BadValue
        && !mismatch.drops()
        && path.endsWith(".operator")
        && (path.startsWith("spec.rules[") || !path.contains("matchExpressions["));
  }

  private static PolicyProblem problem(Mismatch mismatch) {
    if (mismatch instanceof Mismatch.UnknownField unknown) {
      return error(unknown, "unknown-field", unknownField(unknown));
    }
    if (mismatch instanceof Mismatch.WrongType wrong) {
      return error(
          wrong,
          "wrong-type",
          last(wrong.path())
              + " must be "
              + article(wrong.expected())
              + ", but this is "
              + found(wrong.found())
              + hint(wrong));
    }
    if (mismatch instanceof Mismatch.BadValue bad) {
      return error(bad, "bad-value", badValue(bad));
    }
    if (mismatch instanceof Mismatch.MissingField missing) {
      return error(
          missing, "missing-field", "the required field " + missing.field().name() + " is missing");
    }
    Mismatch.DeprecatedField old = (Mismatch.DeprecatedField) mismatch;
    String instead = Objects.requireNonNullElse(old.field().instead(), "");
    String advice = instead.isEmpty() ? "remove it" : "use " + instead + " instead";
    return new PolicyProblem(
        old.place(),
        Severity.WARNING,
        "deprecated-field",
        old.field().name() + " is deprecated: " + advice);
  }

  private static PolicyProblem error(Mismatch mismatch, String code, String message) {
    String note = mismatch.drops() ? "" : " (Kyverno accepts this and ignores it)";
    Severity severity = mismatch.drops() ? Severity.ERROR : Severity.WARNING;
    return new PolicyProblem(mismatch.place(), severity, code, message + note);
  }

  private static String unknownField(Mismatch.UnknownField unknown) {
    ObjectSchema object = unknown.object();
    String start = "unknown field " + unknown.name();
    return object
        .nearest(unknown.name())
        .map(name -> start + ": did you mean " + name + "?")
        .orElseGet(
            () ->
                object.fields().size() > FIELDS_SHOWN
                    ? start + ": there is none of this name here"
                    : start
                        + ": the fields here are "
                        + String.join(
                            ", ", object.fields().stream().map(field -> field.name()).toList()));
  }

  private static String badValue(Mismatch.BadValue bad) {
    ScalarSchema expected = bad.expected();
    String text = bad.found().asString();
    if (text == null) {
      return last(bad.path()) + " must be at least " + expected.minimum();
    }
    if (expected.allowed().isEmpty()) {
      return last(bad.path())
          + " has "
          + text.length()
          + " characters; at most "
          + expected.maxLength()
          + " are allowed";
    }
    String start = text + " is not a value of " + last(bad.path());
    return NearestName.of(text, expected.allowed())
        .map(name -> start + ": did you mean " + name + "?")
        .orElse(start + ": use one of " + String.join(", ", expected.allowed()));
  }

  private static String hint(Mismatch.WrongType wrong) {
    boolean text = wrong.expected() instanceof ScalarSchema scalar && scalar.kind().isText();
    boolean plain =
        wrong.found().typeName().equals("number") || wrong.found().typeName().equals("boolean");
    return text && plain ? ": put it in quotes" : "";
  }

  private static String article(Schema schema) {
    Schema shown =
        schema instanceof AnySchema any && !any.meant().isEmpty() ? any.meant().get(0) : schema;
    String label = shown.label();
    return ("aeiou".indexOf(label.charAt(0)) >= 0 ? "an " : "a ") + label;
  }

  private static String found(Value value) {
    return switch (value.typeName()) {
      case "object" -> "a map";
      case "array" -> "a list";
      case "null" -> "empty";
      default -> "the " + value.typeName() + " " + value;
    };
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
