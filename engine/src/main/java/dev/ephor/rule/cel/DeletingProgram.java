package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelException;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.CelSpec;
import dev.ephor.rule.Status;
import dev.ephor.rule.cel.ConstraintMatcher.Match;
import dev.ephor.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A DeletingPolicy. As in the reference's command line it passes what it would delete and fails
 * whatever else there is, of kinds too that it does not name; its schedule is not looked at.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/deleting-policy/">Kyverno: DeletingPolicy</a>
 */
final class DeletingProgram implements CelProgram {

  private final String name;
  private final CelSpec spec;
  private final ConstraintMatcher matcher;
  private final Premises premises;

  private DeletingProgram(String name, CelSpec spec, Premises premises) {
    this.name = name;
    this.spec = spec;
    this.matcher = ConstraintMatcher.ofAnyOperation(spec.constraints());
    this.premises = premises;
  }

  /**
   * Compiles.
   *
   * @throws BrokenPolicy where an expression cannot be compiled
   */
  static DeletingProgram of(
      CelPolicy policy, CelSpec spec, CelBody.Delete body, KyvernoCompiler compiler)
      throws BrokenPolicy {
    Map<String, Program> variables = compiler.variables("spec.variables", spec.variables());
    List<Program> conditions = compiler.conditions("spec.conditions", body.conditions());
    return new DeletingProgram(
        policy.name(), spec, Premises.of(policy, conditions, variables, compiler));
  }

  @Override
  public List<FieldError> exceptionErrors(Facts facts) {
    return premises.exemptions().refusals(facts);
  }

  @Override
  public boolean mayMatch(GroupVersionKind type) {
    return true;
  }

  @Override
  public List<CelRow> judge(AdmittedObject object, Facts facts) {
    if (!object.type().kind().isEmpty()) {
      Match match = matcher.decide(object, facts);
      if (match instanceof Match.Failed failed) {
        return List.of(row(Status.ERROR, failed.message(), object, spec.node()));
      } else if (!((Match.Decided) match).matches()) {
        return List.of(kept(object, spec.node()));
      }
    }
    Map<String, @Nullable Object> bindings = new HashMap<>();
    bindings.put("object", object.shown());
    bindings.put("namespaceObject", KyvernoBindings.namespace(object, facts));
    Scope scope = premises.scope(bindings, facts, object.trace());
    CelExemptions.Verdict verdict = premises.exemptions().verdict(scope, facts, false);
    if (verdict instanceof CelExemptions.Exempt exempt) {
      CelException first = exempt.exceptions().get(0);
      return List.of(kept(object, first.document()));
    } else if (verdict instanceof CelExemptions.Undecided undecided) {
      return List.of(row(Status.ERROR, undecided.error(), object, undecided.clause().node()));
    }
    MatchConditions.Result met = premises.conditions().tryIn(scope);
    Value clause = met.decisive() == null ? spec.node() : met.decisive().node();
    if (!met.errors().isEmpty()) {
      return List.of(row(Status.ERROR, String.join("; ", met.errors()), object, clause));
    }
    return List.of(
        met.met() ? row(Status.PASS, "resource matched", object, clause) : kept(object, clause));
  }

  private CelRow kept(AdmittedObject object, Value clause) {
    return row(Status.FAIL, "resource did not match", object, clause);
  }

  private CelRow row(Status status, String message, AdmittedObject object, Value clause) {
    return CelRow.of(name, status, message, object.finding(clause), Map.of());
  }
}
