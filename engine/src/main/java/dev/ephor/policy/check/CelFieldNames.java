package dev.ephor.policy.check;

import dev.ephor.expression.cel.CelDialect;
import dev.ephor.expression.cel.FieldReads;
import dev.ephor.expression.cel.Placeholders;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.EvaluationMode;
import dev.ephor.policy.MatchConstraints;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.policy.ResourceRule;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.Schema;
import dev.ephor.text.Severity;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields that an expression of CEL reads of the object and that none of the kinds that its policy
 * matches has. They compile, since the object has no static type, and then fail or, inside {@code
 * has}, are silently false. Says nothing as soon as one of the kinds is not known.
 */
public final class CelFieldNames {

  private static final Set<String> OBJECTS = Set.of("object", "oldObject");

  private static final Set<String> EXPRESSIONS =
      Set.of("expression", "messageExpression", "valueExpression");

  private final List<KubernetesIndex.Kind> kinds;
  private final Map<String, FieldReads.Path> variables = new HashMap<>();
  private final List<PolicyProblem> problems = new ArrayList<>();

  private CelFieldNames(List<KubernetesIndex.Kind> kinds) {
    this.kinds = kinds;
  }

  /** The problems of a policy. */
  public static List<PolicyProblem> check(CelPolicy policy) {
    List<KubernetesIndex.Kind> kinds =
        policy.spec().mode() == EvaluationMode.KUBERNETES
            ? kinds(policy.spec().constraints())
            : List.of();
    if (kinds.isEmpty()) {
      return List.of();
    }
    CelFieldNames check = new CelFieldNames(kinds);
    CelDialect dialect = dialect(policy.spec().body());
    for (CelClause variable : policy.spec().variables()) {
      FieldReads.Path result = check.check(variable.node(), variable.expression(), dialect);
      if (result != null) {
        check.variables.put(variable.name(), result);
      }
    }
    check.walk(policy.spec().node().without("variables"), dialect);
    return check.problems;
  }

  private static CelDialect dialect(CelBody body) {
    return body instanceof CelBody.Mutate || body instanceof CelBody.MutateAdmitted
        ? CelDialect.MUTATING
        : CelDialect.VALIDATING;
  }

  /** The kinds that a policy matches; none where one of them is not known. */
  private static List<KubernetesIndex.Kind> kinds(@Nullable MatchConstraints constraints) {
    List<KubernetesIndex.Kind> kinds = new ArrayList<>();
    for (ResourceRule rule :
        constraints == null ? List.<ResourceRule>of() : constraints.resourceRules()) {
      for (String resource : rule.resources()) {
        List<KubernetesIndex.Kind> known =
            KubernetesIndex.kinds().stream()
                .filter(
                    kind ->
                        kind.plural().equals(resource)
                            && among(rule.groups(), kind.type().group())
                            && among(rule.versions(), kind.type().version()))
                .toList();
        if (known.isEmpty() || rule.groups().contains(ResourceRule.ALL)) {
          return List.of();
        }
        kinds.addAll(known);
      }
    }
    return kinds;
  }

  private static boolean among(List<String> wanted, String name) {
    return wanted.contains(name) || wanted.contains(ResourceRule.ALL);
  }

  /** Walks through the spec; expressions stand at many places, under few names. */
  private void walk(Value value, CelDialect dialect) {
    if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        Value child = map.valueAt(i);
        String text = EXPRESSIONS.contains(map.keyAt(i)) ? child.asString() : null;
        String template =
            map.keyAt(i).equals("value") && interpolates(map) ? child.asString() : null;
        if (template != null) {
          checkPlaceholders(child, template, dialect);
        } else if (text == null) {
          walk(child, dialect);
        } else {
          check(child, text, dialect);
        }
      }
    } else if (value instanceof ListValue list) {
      list.values().forEach(item -> walk(item, dialect));
    }
  }

  /** Whether a map is the template of a GeneratingPolicy with expressions in it. */
  private static boolean interpolates(MapValue map) {
    return "cel".equals(map.string("interpolate"));
  }

  /** Of what cannot be read the compiler tells. */
  private void checkPlaceholders(Value node, String template, CelDialect dialect) {
    try {
      for (Placeholders.Piece piece : Placeholders.of(template)) {
        if (piece instanceof Placeholders.Expression placeholder) {
          check(node, placeholder.expression(), placeholder.within().start(), dialect);
        }
      }
    } catch (Placeholders.Unreadable unreadable) {
      return;
    }
  }

  private FieldReads.@Nullable Path check(Value node, String text, CelDialect dialect) {
    return check(node, text, 0, dialect);
  }

  /**
   * Checks an expression; gives what it stands for, null where that is computed.
   *
   * @param start where the expression begins in the text of the node
   */
  private FieldReads.@Nullable Path check(Value node, String text, int start, CelDialect dialect) {
    FieldReads.Reads reads = FieldReads.in(dialect, text, variables);
    for (FieldReads.Read read : reads.reads()) {
      List<ObjectSchema> lacking = new ArrayList<>();
      for (KubernetesIndex.Kind kind : kinds) {
        ObjectSchema without = lacking(kind, read.path());
        if (without == null) {
          lacking.clear();
          break;
        }
        lacking.add(without);
      }
      if (!lacking.isEmpty()) {
        problems.add(problem(node, read, start, lacking));
      }
    }
    return reads.result();
  }

  /** The type that lacks the field at the end of a path; null where none is known to. */
  private static @Nullable ObjectSchema lacking(KubernetesIndex.Kind kind, FieldReads.Path path) {
    List<String> steps = inObject(path);
    if (steps.isEmpty()) {
      return null;
    }
    Schema at = KubernetesIndex.type(kind.type());
    for (String step : steps.subList(0, steps.size() - 1)) {
      boolean item = step.isEmpty() && at != null && at.item() != null;
      at = at == null ? null : item ? at.item() : at.under(step);
    }
    return at instanceof ObjectSchema object && object.field(steps.get(steps.size() - 1)) == null
        ? object
        : null;
  }

  /** The steps from the object on; none where a path leads elsewhere. */
  private static List<String> inObject(FieldReads.Path path) {
    List<String> steps = path.steps();
    if (path.root().equals("request") && !steps.isEmpty() && OBJECTS.contains(steps.get(0))) {
      return steps.subList(1, steps.size());
    }
    return OBJECTS.contains(path.root()) ? steps : List.of();
  }

  private PolicyProblem problem(
      Value node, FieldReads.Read read, int start, List<ObjectSchema> lacking) {
    List<String> steps = inObject(read.path());
    String name = steps.get(steps.size() - 1);
    Optional<String> nearest =
        lacking.stream().flatMap(type -> type.nearest(name).stream()).findFirst();
    String message =
        kinds.get(0).type().kind()
            + (kinds.size() > 1 ? " and the other kinds matched have" : " has")
            + " no field "
            + shown(steps)
            + nearest.map(known -> ": did you mean " + known + "?").orElse("");
    return new PolicyProblem(
        node.place(Place.Part.VALUE),
        read.name().shift(start),
        Severity.WARNING,
        "unknown-field",
        message);
  }

  private static String shown(List<String> steps) {
    StringBuilder text = new StringBuilder();
    for (String step : steps) {
      text.append(step.isEmpty() ? "[]" : text.length() == 0 ? step : "." + step);
    }
    return text.toString();
  }
}
