package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.expression.cel.CelInput;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.CelSpec;
import dev.ephor.rule.Effect;
import dev.ephor.rule.Status;
import dev.ephor.rule.cel.ConstraintMatcher.Match;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A GeneratingPolicy. What its expressions and templates ask to be created is created in the order
 * of asking, in the namespace that they name.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/generating-policy/">Kyverno:
 *     GeneratingPolicy</a>
 */
final class GeneratingProgram implements CelProgram {

  private final String name;
  private final CelSpec spec;
  private final ConstraintMatcher matcher;
  private final Premises premises;
  private final List<Generation> generations;
  private final AuditAnnotations annotations;

  private GeneratingProgram(
      String name,
      CelSpec spec,
      Premises premises,
      List<Generation> generations,
      AuditAnnotations annotations) {
    this.name = name;
    this.spec = spec;
    this.matcher = ConstraintMatcher.ofKyverno(spec.constraints());
    this.premises = premises;
    this.generations = generations;
    this.annotations = annotations;
  }

  /**
   * Compiles.
   *
   * @throws BrokenPolicy where an expression cannot be compiled
   */
  static GeneratingProgram of(
      CelPolicy policy, CelSpec spec, CelBody.Generate body, KyvernoCompiler compiler)
      throws BrokenPolicy {
    List<Program> conditions = compiler.conditions("spec.matchConditions", spec.matchConditions());
    Map<String, Program> variables = compiler.variables("spec.variables", spec.variables());
    List<Generation> generations = new ArrayList<>();
    for (int i = 0; i < body.generations().size(); i++) {
      String path = "spec.generate[" + i + "]";
      generations.add(Generation.of(path, body.generations().get(i), compiler));
    }
    return new GeneratingProgram(
        policy.name(),
        spec,
        Premises.of(policy, conditions, variables, compiler),
        generations,
        AuditAnnotations.ofMaking(body.auditAnnotations(), compiler));
  }

  @Override
  public List<FieldError> exceptionErrors(Facts facts) {
    return premises.exemptions().refusals(facts);
  }

  @Override
  public boolean mayMatch(GroupVersionKind type) {
    return matcher.mayMatch(type);
  }

  @Override
  public void tellWhyNot(AdmittedObject object, Facts facts) {
    matcher.decide(object, facts);
  }

  @Override
  public List<CelRow> judge(AdmittedObject object, Facts facts) {
    Match match = matcher.decide(object, facts);
    if (match instanceof Match.Failed failed) {
      String message = "failed to execute matching: " + failed.message();
      return List.of(failed(message, object, spec.matching()));
    } else if (!((Match.Decided) match).matches()) {
      return List.of();
    }
    Map<String, @Nullable Object> bindings = KyvernoBindings.of(object, facts);
    CelExemptions.Verdict verdict = premises.verdict(bindings, facts, false, object.trace());
    if (verdict instanceof CelExemptions.Exempt exempt) {
      return List.of(premises.exemptions().row(exempt, object));
    } else if (verdict instanceof CelExemptions.Undecided undecided) {
      String error = "failed to evaluate policy: " + undecided.error();
      return List.of(failed(error, object, undecided.clause().node()));
    }
    bindings.put("exceptions", verdict);
    Scope scope = premises.scope(bindings, facts, object.trace());
    MatchConditions.Result met = premises.conditions().tryIn(scope);
    if (!met.met()) {
      CelClause decisive = met.decisive();
      return met.errors().isEmpty()
          ? List.of()
          : List.of(
              failed(
                  "failed to evaluate policy: " + String.join("; ", met.errors()),
                  object,
                  decisive == null ? spec.node() : decisive.node()));
    }
    for (Generation generation : generations) {
      Generation.Failure failure = generation.run(scope, premises.namespace());
      if (failure != null) {
        String error = "failed to evaluate policy: " + failure.message();
        return List.of(CelRow.of(name, Status.ERROR, error, failure.finding(object), Map.of()));
      }
    }
    AuditAnnotations.Result told = annotations.evaluate(scope);
    if (told instanceof AuditAnnotations.Failed failed) {
      String error = "failed to evaluate policy: " + failed.message();
      return List.of(failed(error, object, failed.clause().node()));
    }
    return List.of(
        new CelRow(
            name,
            Status.PASS,
            "policy evaluated successfully",
            List.of(),
            ((AuditAnnotations.Told) told).texts(),
            new Effect.Generated(generated(scope.input().generated()))));
  }

  private static List<MapValue> generated(List<CelInput.Generated> asked) {
    List<MapValue> made = new ArrayList<>();
    for (CelInput.Generated each : asked) {
      if (each.object() instanceof MapValue object) {
        ListValue items = object.list("items");
        for (Value item : items == null ? List.of(object) : items.values()) {
          if (item instanceof MapValue one) {
            made.add(inNamespace(one, each.namespace()));
          }
        }
      }
    }
    return made;
  }

  /** Only what is made in no namespace has none, whatever the object says. */
  private static MapValue inNamespace(MapValue object, String namespace) {
    MapValue metadata = object.map("metadata");
    if (namespace.isEmpty()) {
      return metadata == null ? object : object.with("metadata", metadata.without("namespace"));
    }
    MapValue there =
        (metadata == null ? MapValue.empty(object.source(), object.node()) : metadata)
            .with("namespace", new Scalar(namespace, object.source(), object.node()));
    return object.with("metadata", there);
  }

  private CelRow failed(String message, AdmittedObject object, Value clause) {
    return CelRow.of(name, Status.ERROR, message, object.finding(clause), Map.of());
  }
}
