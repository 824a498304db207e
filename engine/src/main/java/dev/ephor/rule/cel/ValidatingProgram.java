package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.CelSpec;
import dev.ephor.policy.CelValidation;
import dev.ephor.policy.EvaluationMode;
import dev.ephor.policy.FailurePolicy;
import dev.ephor.rule.Finding;
import dev.ephor.rule.Status;
import dev.ephor.rule.cel.ConstraintMatcher.Match;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One spec of a ValidatingPolicy, written or generated, as Kyverno's engine runs it.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/validating-policy/">Kyverno:
 *     ValidatingPolicy</a>
 */
final class ValidatingProgram implements CelProgram {

  /** Under this name a row tells which validation decided. */
  private static final String INDEX = "cel.validationIndex";

  private final CelSpec spec;
  private final ConstraintMatcher matcher;
  private final String namespace;
  private final MatchConditions conditions;
  private final Map<String, Program> variables;
  private final List<Check> checks;
  private final List<Program> annotations;
  private final CelExemptions exemptions;

  private record Check(CelValidation validation, Program program, @Nullable Program message) {}

  private ValidatingProgram(
      CelSpec spec,
      String namespace,
      MatchConditions conditions,
      Map<String, Program> variables,
      List<Check> checks,
      List<Program> annotations,
      CelExemptions exemptions) {
    this.spec = spec;
    this.matcher = ConstraintMatcher.ofKyverno(spec.constraints());
    this.namespace = namespace;
    this.conditions = conditions;
    this.variables = variables;
    this.checks = checks;
    this.annotations = annotations;
    this.exemptions = exemptions;
  }

  /**
   * Compiles.
   *
   * @throws BrokenPolicy where an expression cannot be compiled
   */
  static ValidatingProgram of(
      CelPolicy policy, CelSpec spec, CelBody.Validate body, KyvernoCompiler compiler)
      throws BrokenPolicy {
    List<Program> conditions = compiler.conditions("spec.matchConditions", spec.matchConditions());
    Map<String, Program> variables = compiler.variables("spec.variables", spec.variables());
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < body.validations().size(); i++) {
      CelValidation validation = body.validations().get(i);
      String path = "spec.validations[" + i + "]";
      CelClause message = validation.messageExpression();
      checks.add(
          new Check(
              validation,
              compiler.bool(path + ".expression", validation.expression()),
              message == null ? null : compiler.string(path + ".messageExpression", message)));
    }
    List<Program> annotations =
        spec.mode() == EvaluationMode.JSON
            ? List.of()
            : compiler.annotations("spec.auditAnnotations", body.auditAnnotations());
    return new ValidatingProgram(
        spec,
        compiler.namespace(),
        new MatchConditions(conditions, (clause, failed) -> failed.message()),
        variables,
        checks,
        annotations,
        new CelExemptions(policy, compiler));
  }

  @Override
  public List<FieldError> exceptionErrors(Facts facts) {
    return exemptions.refusals(facts);
  }

  @Override
  public boolean mayMatch(GroupVersionKind type) {
    return switch (spec.mode()) {
      case KUBERNETES -> matcher.mayMatch(type);
      case JSON -> true;
      case HTTP, ENVOY -> false;
    };
  }

  @Override
  public List<CelRow> judge(AdmittedObject object, Facts facts) {
    if (spec.mode() == EvaluationMode.KUBERNETES) {
      Match match = matcher.decide(object, facts);
      if (match instanceof Match.Failed failed) {
        Value clause = spec.constraints() == null ? spec.node() : spec.constraints().node();
        return List.of(
            row(
                "match",
                Status.ERROR,
                "failed to execute matching: " + failed.message(),
                object,
                clause,
                Map.of()));
      } else if (!((Match.Decided) match).matches()) {
        return List.of();
      }
    }
    return List.of(validate(object, facts));
  }

  private CelRow validate(AdmittedObject object, Facts facts) {
    Map<String, @Nullable Object> bindings = bindings(object, facts);
    Scope scope = scope(bindings, facts);
    boolean ignoresErrors = spec.failurePolicy() == FailurePolicy.IGNORE;
    CelExemptions.Verdict verdict = exemptions.verdict(scope, facts, ignoresErrors);
    if (verdict instanceof CelExemptions.Exempt exempt) {
      return exemptions.row(exempt, object);
    } else if (verdict instanceof CelExemptions.Undecided undecided) {
      return unloaded(undecided.error(), object, undecided.clause().node());
    }
    bindings.put("exceptions", verdict);
    scope = scope(bindings, facts);
    MatchConditions.Result met = conditions.tryIn(scope);
    if (!met.met() && met.decisive() != null) {
      Value clause = met.decisive().node();
      return met.errors().isEmpty() || ignoresErrors
          ? row("", Status.SKIP, "skip", object, clause, Map.of())
          : unloaded(String.join("; ", met.errors()), object, clause);
    }
    for (int i = 0; i < checks.size(); i++) {
      Check check = checks.get(i);
      Program.Result result = check.program().evaluate(scope);
      if (result instanceof Program.Failed failed) {
        Finding finding = Reasons.of(check.program(), variables, scope, object);
        return row("", Status.ERROR, "error: " + failed.message(), finding, index(i));
      } else if (!((Program.Valued) result).isTrue()) {
        String message = message(check, i, scope);
        Finding finding = Reasons.of(check.program(), variables, scope, object);
        return annotated(Status.FAIL, message, i, scope, object, finding);
      }
    }
    Finding finding = new Finding(object.whole(), spec.node().place(Place.Part.VALUE));
    return annotated(Status.PASS, "success", -1, scope, object, finding);
  }

  private Scope scope(Map<String, @Nullable Object> bindings, Facts facts) {
    return new Scope(bindings, variables, Scope.VariableError.PLAIN, facts, namespace);
  }

  private static Map<String, String> index(int validation) {
    return Map.of(INDEX, Integer.toString(validation));
  }

  /**
   * @param index which validation is false; -1 for none
   */
  private CelRow annotated(
      Status status,
      String message,
      int index,
      Scope scope,
      AdmittedObject object,
      Finding finding) {
    Map<String, String> properties = new TreeMap<>();
    for (Program annotation : annotations) {
      String key = annotation.clause().name();
      Program.Result result = annotation.evaluate(scope);
      if (result instanceof Program.Failed failed) {
        String error = "failed to evaluate auditAnnotation '" + key + "': " + failed.message();
        Value at = annotation.clause().node();
        return index < 0
            ? unloaded(error, object, at)
            : row("", Status.ERROR, "error: " + error, object, at, index(index));
      } else if (((Program.Valued) result).value() instanceof String text) {
        if (!text.isEmpty()) {
          properties.put(key, text);
        }
      }
    }
    if (index >= 0) {
      properties.putIfAbsent(INDEX, Integer.toString(index));
    }
    return row("", status, message, finding, properties);
  }

  private static String message(Check check, int index, Scope scope) {
    String message = check.validation().message();
    if (check.message() != null) {
      Program.Result result = check.message().evaluate(scope);
      message =
          result instanceof Program.Failed failed
              ? "failed to evaluate message expression: " + failed.message()
              : String.valueOf(((Program.Valued) result).value());
    }
    return message.isEmpty() ? "CEL expression validation failed at index " + index : message;
  }

  private static CelRow unloaded(String error, AdmittedObject object, Value clause) {
    return row(
        "evaluation", Status.ERROR, "failed to load context: " + error, object, clause, Map.of());
  }

  private static CelRow row(
      String rule,
      Status status,
      String message,
      AdmittedObject object,
      Value clause,
      Map<String, String> properties) {
    return row(
        rule,
        status,
        message,
        new Finding(object.whole(), clause.place(Place.Part.VALUE)),
        properties);
  }

  private static CelRow row(
      String rule, Status status, String message, Finding finding, Map<String, String> properties) {
    List<Finding> findings = status == Status.PASS ? List.of() : List.of(finding);
    return CelRow.of(rule, status, message, findings, properties);
  }

  private Map<String, @Nullable Object> bindings(AdmittedObject object, Facts facts) {
    if (spec.mode() == EvaluationMode.JSON) {
      Map<String, @Nullable Object> bindings = new HashMap<>();
      bindings.put("object", object.shown());
      bindings.put("oldObject", null);
      bindings.put("request", null);
      bindings.put("namespaceObject", null);
      return bindings;
    }
    return KyvernoBindings.of(object, facts);
  }
}
