package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.expression.cel.value.CelText;
import dev.ephor.expression.cel.value.ObjectValue;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelMutation;
import dev.ephor.policy.CelMutation.PatchType;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.CelSpec;
import dev.ephor.rule.Effect;
import dev.ephor.rule.Finding;
import dev.ephor.rule.Status;
import dev.ephor.rule.apply.ApplyFailure;
import dev.ephor.rule.apply.StrictJsonPatch;
import dev.ephor.rule.apply.StructuredMerge;
import dev.ephor.rule.cel.ConstraintMatcher.Match;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One spec of a MutatingPolicy, written or generated, as Kyverno's engine runs it.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/mutating-policy/">Kyverno: MutatingPolicy</a>
 */
final class MutatingProgram implements CelProgram {

  private final CelSpec spec;
  private final ConstraintMatcher matcher;
  private final String namespace;
  private final MatchConditions conditions;
  private final Map<String, Program> variables;
  private final List<Step> steps;
  private final CelExemptions exemptions;

  private record Step(CelMutation mutation, Program program) {}

  private MutatingProgram(
      CelSpec spec,
      String namespace,
      MatchConditions conditions,
      Map<String, Program> variables,
      List<Step> steps,
      CelExemptions exemptions) {
    this.spec = spec;
    this.matcher = ConstraintMatcher.ofKyverno(spec.constraints());
    this.namespace = namespace;
    this.conditions = conditions;
    this.variables = variables;
    this.steps = steps;
    this.exemptions = exemptions;
  }

  /**
   * Compiles. Unlike in the other kinds match conditions may use variables.
   *
   * @throws BrokenPolicy where an expression cannot be compiled
   */
  static MutatingProgram of(
      CelPolicy policy, CelSpec spec, CelBody.Mutate body, KyvernoCompiler compiler)
      throws BrokenPolicy {
    Map<String, Program> variables = compiler.variables("spec.variables", spec.variables());
    List<Program> conditions = compiler.conditions("spec.matchConditions", spec.matchConditions());
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < body.mutations().size(); i++) {
      CelMutation mutation = body.mutations().get(i);
      boolean patch = mutation.patchType() == PatchType.JSON_PATCH;
      String path =
          "spec.mutations["
              + i
              + "]."
              + (patch ? "jsonPatch" : "applyConfiguration")
              + ".expression";
      steps.add(
          new Step(
              mutation,
              patch
                  ? compiler.patches(path, mutation.expression())
                  : compiler.partialObject(path, mutation.expression())));
    }
    return new MutatingProgram(
        spec,
        compiler.namespace(),
        new MatchConditions(conditions, (clause, failed) -> failed.message()),
        variables,
        steps,
        new CelExemptions(policy, compiler));
  }

  @Override
  public boolean mayMatch(GroupVersionKind type) {
    return matcher.mayMatch(type);
  }

  /**
   * Kyverno 1.19: only a policy whose constraints are one plain rule stays silent about what it
   * does not match.
   */
  @Override
  public boolean answersAlways() {
    return spec.constraints() == null || !spec.constraints().isOneRule();
  }

  @Override
  public List<CelRow> judge(AdmittedObject object, Facts facts) {
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
              Effect.NONE));
    } else if (!((Match.Decided) match).matches()) {
      return List.of();
    }
    return List.of(mutate(object, facts));
  }

  private CelRow mutate(AdmittedObject object, Facts facts) {
    Map<String, @Nullable Object> bindings = KyvernoBindings.of(object, facts);
    Scope scope = scope(bindings, facts);
    CelExemptions.Verdict verdict = exemptions.verdict(scope, facts, false);
    if (verdict instanceof CelExemptions.Exempt exempt) {
      return exemptions.row(exempt, object);
    } else if (verdict instanceof CelExemptions.Undecided undecided) {
      return failed(undecided.error(), object, undecided.clause().node());
    }
    bindings.put("exceptions", verdict);
    scope = scope(bindings, facts);
    MatchConditions.Result met = conditions.tryIn(scope);
    if (!met.met() && met.decisive() != null) {
      return met.errors().isEmpty()
          ? row("", Status.SKIP, "skip", object, met.decisive().node(), Effect.NONE)
          : failed(String.join("; ", met.errors()), object, met.decisive().node());
    }
    MapValue current = object.resource().root();
    for (Step step : steps) {
      Value clause = step.mutation().expression().node();
      Program.Result result = step.program().evaluate(scope);
      if (result instanceof Program.Failed failed) {
        return failed(failed.message(), object, clause);
      }
      try {
        current = changed(object.type(), current, ((Program.Valued) result).value(), step);
      } catch (ApplyFailure failure) {
        return failed(String.valueOf(failure.getMessage()), object, clause);
      }
      bindings.put("object", Doubles.in(current));
      scope = scope(bindings, facts);
    }
    return row("", Status.PASS, "success", object, spec.node(), new Effect.Mutated(current));
  }

  private Scope scope(Map<String, @Nullable Object> bindings, Facts facts) {
    return new Scope(bindings, variables, Scope.VariableError.PLAIN, facts, namespace);
  }

  private static MapValue changed(GroupVersionKind type, MapValue current, Object made, Step step)
      throws ApplyFailure {
    MadeValues values = new MadeValues(step.mutation().expression().node());
    if (step.mutation().patchType() == PatchType.JSON_PATCH) {
      List<StrictJsonPatch.Operation> operations = PatchOperations.of(made, values, values::of);
      try {
        return StrictJsonPatch.apply(current, operations);
      } catch (ApplyFailure failure) {
        throw new ApplyFailure("JSON Patch: " + failure.getMessage());
      }
    }
    if (!(made instanceof ObjectValue object)) {
      throw new ApplyFailure(
          "unsupported return type from ApplyConfiguration expression: " + CelText.of(made));
    }
    String mismatch = ObjectNames.mismatch(object);
    if (mismatch != null) {
      throw new ApplyFailure("type mismatch: " + mismatch);
    }
    try {
      return StructuredMerge.apply(type, current, (MapValue) values.of(object));
    } catch (ApplyFailure failure) {
      throw new ApplyFailure("error applying patch: " + failure.getMessage());
    }
  }

  private static CelRow failed(String error, AdmittedObject object, Value clause) {
    return row(
        "evaluation",
        Status.ERROR,
        "failed to evaluate policy: " + error,
        object,
        clause,
        Effect.NONE);
  }

  private static CelRow row(
      String rule,
      Status status,
      String message,
      AdmittedObject object,
      Value clause,
      Effect effect) {
    List<Finding> findings =
        status == Status.PASS
            ? List.of()
            : List.of(new Finding(object.whole(), clause.place(Place.Part.VALUE)));
    return new CelRow(rule, status, message, findings, Map.of(), effect);
  }
}
