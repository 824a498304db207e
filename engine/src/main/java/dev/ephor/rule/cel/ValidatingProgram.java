package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.CelSpec;
import dev.ephor.policy.EvaluationMode;
import dev.ephor.policy.FailurePolicy;
import dev.ephor.rule.Status;
import dev.ephor.rule.cel.ConstraintMatcher.Match;
import dev.ephor.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Premises premises;
  private final List<Validation> validations;
  private final AuditAnnotations annotations;

  private ValidatingProgram(
      CelSpec spec, Premises premises, List<Validation> validations, AuditAnnotations annotations) {
    this.spec = spec;
    this.matcher = ConstraintMatcher.ofKyverno(spec.constraints());
    this.premises = premises;
    this.validations = validations;
    this.annotations = annotations;
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
    List<Validation> validations = Validation.of(body.validations(), compiler);
    AuditAnnotations annotations =
        spec.mode() == EvaluationMode.JSON
            ? AuditAnnotations.NONE
            : AuditAnnotations.ofJudging(body.auditAnnotations(), compiler);
    return new ValidatingProgram(
        spec, Premises.of(policy, conditions, variables, compiler), validations, annotations);
  }

  @Override
  public List<FieldError> exceptionErrors(Facts facts) {
    return premises.exemptions().refusals(facts);
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
  public void tellWhyNot(AdmittedObject object, Facts facts) {
    matcher.decide(object, facts);
  }

  @Override
  public List<CelRow> judge(AdmittedObject object, Facts facts) {
    if (spec.mode() == EvaluationMode.KUBERNETES) {
      Match match = matcher.decide(object, facts);
      if (match instanceof Match.Failed failed) {
        return List.of(
            row(
                "match",
                Status.ERROR,
                "failed to execute matching: " + failed.message(),
                object,
                spec.matching(),
                Map.of()));
      } else if (!((Match.Decided) match).matches()) {
        return List.of();
      }
    }
    return List.of(validate(object, facts));
  }

  private CelRow validate(AdmittedObject object, Facts facts) {
    Map<String, @Nullable Object> bindings = bindings(object, facts);
    boolean ignoresErrors = spec.failurePolicy() == FailurePolicy.IGNORE;
    CelExemptions.Verdict verdict =
        premises.verdict(bindings, facts, ignoresErrors, object.trace());
    if (verdict instanceof CelExemptions.Exempt exempt) {
      return premises.exemptions().row(exempt, object);
    } else if (verdict instanceof CelExemptions.Undecided undecided) {
      return unloaded(undecided.error(), object, undecided.clause().node());
    }
    bindings.put("exceptions", verdict);
    Scope scope = premises.scope(bindings, facts, object.trace());
    MatchConditions.Result met = premises.conditions().tryIn(scope);
    if (!met.met() && met.decisive() != null) {
      Value clause = met.decisive().node();
      return met.errors().isEmpty() || ignoresErrors
          ? row("", Status.SKIP, "skip", object, clause, Map.of())
          : unloaded(String.join("; ", met.errors()), object, clause);
    }
    for (int i = 0; i < validations.size(); i++) {
      Validation validation = validations.get(i);
      Program.Result result = validation.condition().evaluate(scope);
      if (result instanceof Program.Failed failed) {
        Reason reason = Reasons.of(validation.condition(), premises.variables(), scope, object);
        return CelRow.of("", Status.ERROR, "error: " + failed.message(), reason, index(i));
      } else if (!((Program.Valued) result).isTrue()) {
        String message = validation.message(i, scope);
        Reason reason = Reasons.of(validation.condition(), premises.variables(), scope, object);
        return annotated(Status.FAIL, message, i, scope, object, reason);
      }
    }
    return annotated(
        Status.PASS, "success", -1, scope, object, new Reason(object.finding(spec.node())));
  }

  private static Map<String, String> index(int validation) {
    return Map.of(INDEX, Integer.toString(validation));
  }

  /**
   * @param index which validation is false; -1 for none
   */
  private CelRow annotated(
      Status status, String message, int index, Scope scope, AdmittedObject object, Reason reason) {
    AuditAnnotations.Result told = annotations.evaluate(scope);
    if (told instanceof AuditAnnotations.Failed failed) {
      Value at = failed.clause().node();
      return index < 0
          ? unloaded(failed.message(), object, at)
          : row("", Status.ERROR, "error: " + failed.message(), object, at, index(index));
    }
    Map<String, String> properties = new HashMap<>(((AuditAnnotations.Told) told).texts());
    if (index >= 0) {
      properties.putIfAbsent(INDEX, Integer.toString(index));
    }
    return CelRow.of("", status, message, reason, properties);
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
    return CelRow.of(rule, status, message, object.finding(clause), properties);
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
