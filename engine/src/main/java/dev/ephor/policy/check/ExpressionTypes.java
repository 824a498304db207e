package dev.ephor.policy.check;

import dev.ephor.expression.cel.CelMacro;
import dev.ephor.expression.cel.CelVocabulary.Declared;
import dev.ephor.expression.cel.syntax.CelPart;
import dev.ephor.expression.cel.syntax.CelSyntax;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.policy.meaning.CelScope;
import dev.ephor.policy.meaning.CelShape;
import dev.ephor.policy.meaning.CelShape.Nature;
import dev.ephor.policy.meaning.CelTyping;
import dev.ephor.policy.meaning.PolicyScalars;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schemas;
import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.yaml.NodePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Expressions in CEL that treat a field of the matched kinds as something that it is not: compare
 * it with a literal of another type, or call a function that its type does not have. They compile,
 * since the object has no static type, and then are false or fail. Says nothing where a type, or
 * one of the kinds, is not known.
 */
public final class ExpressionTypes {

  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  private final PolicyScalars.Found expression;
  private final List<PolicyProblem> problems;
  private final CelTyping typing;

  private ExpressionTypes(
      PolicyScalars.Found expression, CelTyping typing, List<PolicyProblem> problems) {
    this.expression = expression;
    this.typing = typing;
    this.problems = problems;
  }

  /** The problems of a policy. */
  public static List<PolicyProblem> check(MapValue policy) {
    List<PolicyProblem> problems = new ArrayList<>();
    for (PolicyScalars.Found found : PolicyScalars.of(policy)) {
      if (found.kind() == ScalarSchema.Kind.CEL
          && PolicyScalars.knowsMatched(found.path(), Schemas.BUILT_IN)) {
        CelScope scope = CelScope.of(found.path(), Schemas.BUILT_IN);
        CelPart root = CelSyntax.parse(found.text());
        CelTyping typing =
            CelTyping.of(root, scope.vocabulary(), Schemas.BUILT_IN, scope.variables());
        new ExpressionTypes(found, typing, problems).walk(root);
      }
    }
    return problems;
  }

  private void walk(CelPart part) {
    if (part instanceof CelPart.Operation operation && operation.operands().size() == 2) {
      CelPart left = operation.operands().get(0);
      CelPart right = operation.operands().get(1);
      if (COMPARISONS.contains(operation.operator())) {
        compared(left, right);
        compared(right, left);
      } else if (operation.operator().equals("in") && right instanceof CelPart.Listed list) {
        list.items().forEach(item -> compared(left, item));
      }
    } else if (part instanceof CelPart.Call call) {
      called(call);
    }
    part.children().forEach(this::walk);
  }

  /** A field beside a literal that it can never be. */
  private void compared(CelPart field, CelPart literal) {
    CelShape shape = typing.shape(field);
    if (!(shape instanceof CelShape.Data) || !(literal instanceof CelPart.Constant constant)) {
      return;
    }
    Nature wanted = shape.nature();
    Nature given = typing.shape(literal).nature();
    if (isKnown(wanted) && isKnown(given) && wanted != given) {
      report(
          constant.span(), name(field) + " is " + article(shape.label()) + ", not " + word(given));
    }
  }

  /** A function that the type of a field does not have. */
  private void called(CelPart.Call call) {
    CelPart target = call.target();
    if (target == null || !(typing.shape(target) instanceof CelShape.Data receiver)) {
      return;
    }
    Nature nature = receiver.nature();
    CelMacro macro = CelTyping.macro(call);
    if (macro != null) {
      boolean loops = nature == Nature.LIST || nature == Nature.MAP || !isKnown(nature);
      if (!loops && macro.receiver().equals("list")) {
        report(
            call.nameSpan(),
            name(target)
                + " is "
                + article(receiver.label())
                + ": "
                + call.name()
                + " is for lists and maps");
      }
      return;
    }
    List<Declared> candidates = typing.candidates(call);
    boolean fits =
        candidates.isEmpty()
            || candidates.stream()
                .anyMatch(
                    one ->
                        !one.overload().member()
                            || receiver.fits(one.overload().parameters().get(0), new HashMap<>()));
    if (isKnown(nature) && !fits && !call.name().equals("orValue")) {
      report(
          call.nameSpan(),
          name(target)
              + " is "
              + article(receiver.label())
              + ", which has no function "
              + call.name());
    }
  }

  private static boolean isKnown(Nature nature) {
    return nature != Nature.UNKNOWN && nature != Nature.OTHER;
  }

  private static String article(String type) {
    return (type.matches("(?i)[aeiou].*") ? "an " : "a ") + type;
  }

  private static String word(Nature nature) {
    return switch (nature) {
      case BOOL -> "a boolean";
      case NUMBER -> "a number";
      default -> "a " + nature.name().toLowerCase(Locale.ROOT);
    };
  }

  private String name(CelPart field) {
    return expression.text().substring(field.span().start(), field.span().end());
  }

  private void report(Span span, String message) {
    List<NodePath.Step> steps = expression.path().steps();
    Place place = steps.get(steps.size() - 1).value().place(Place.Part.VALUE);
    problems.add(
        new PolicyProblem(
            place, span.shift(expression.start()), Severity.WARNING, "type-mismatch", message));
  }
}
