package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.expression.cel.value.Doubles;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelMutation;
import dev.ephor.policy.CelMutation.PatchType;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.CelSpec;
import dev.ephor.rule.Effect;
import dev.ephor.rule.Finding;
import dev.ephor.rule.Status;
import dev.ephor.rule.apply.ApplyFailure;
import dev.ephor.rule.apply.StructuredMerge;
import dev.ephor.rule.cel.ConstraintMatcher.Match;
import dev.ephor.schema.CustomTypes;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One spec of a MutatingPolicy, written or generated, as Kyverno's engine runs it.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/mutating-policy/">Kyverno: MutatingPolicy</a>
 */
final class MutatingProgram implements CelProgram {

  private static final Effect NO_TARGET = new Effect.MutatedTargets(List.of());

  private final CelSpec spec;
  private final ConstraintMatcher matcher;
  private final Premises premises;
  private final List<Step> steps;
  private final @Nullable ProgramTargets targets;
  private final AuditAnnotations annotations;

  private record Step(CelMutation mutation, Program program) {}

  private MutatingProgram(
      CelSpec spec,
      Premises premises,
      List<Step> steps,
      @Nullable ProgramTargets targets,
      AuditAnnotations annotations) {
    this.spec = spec;
    this.matcher = ConstraintMatcher.ofKyverno(spec.constraints());
    this.premises = premises;
    this.steps = steps;
    this.targets = targets;
    this.annotations = annotations;
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
        Premises.of(policy, conditions, variables, compiler),
        steps,
        body.targets() == null ? null : ProgramTargets.of(body.targets(), compiler),
        AuditAnnotations.ofMaking(body.auditAnnotations(), compiler));
  }

  @Override
  public List<FieldError> exceptionErrors(Facts facts) {
    return premises.exemptions().refusals(facts);
  }

  @Override
  public boolean mayMatch(GroupVersionKind type) {
    return targets != null || matcher.mayMatch(type);
  }

  /**
   * Kyverno 1.19: only a policy whose constraints are one plain rule writes nothing down where it
   * does not match.
   */
  @Override
  public int documents(List<CelRow> rows) {
    boolean silent = spec.constraints() != null && spec.constraints().isOneRule();
    boolean says = rows.stream().anyMatch(row -> !(row.effect() instanceof Effect.MutatedTargets));
    return isAsked() && (says || !silent) ? 1 : 0;
  }

  /**
   * Kyverno 1.19: a policy that changes existing objects changes the one that is judged too, unless
   * it wants no admission; of one that does not, the command line does not care what it wants.
   */
  private boolean isAsked() {
    return targets == null || spec.admission();
  }

  @Override
  public void tellWhyNot(AdmittedObject object, Facts facts) {
    matcher.decide(object, facts);
  }

  @Override
  public List<CelRow> judge(AdmittedObject object, Facts facts) {
    List<CelRow> rows = new ArrayList<>(1);
    if (isAsked() && matcher.mayMatch(object.type())) {
      rows.addAll(judgeItself(object, facts));
    }
    if (targets != null) {
      rows.addAll(judgeTargets(targets, object, facts));
    }
    return rows;
  }

  private List<CelRow> judgeItself(AdmittedObject object, Facts facts) {
    Match match = matcher.decide(object, facts);
    if (match instanceof Match.Failed failed) {
      return List.of(
          row(
              "match",
              Status.ERROR,
              "failed to execute matching: " + failed.message(),
              object,
              spec.matching(),
              Effect.NONE));
    } else if (!((Match.Decided) match).matches()) {
      return List.of();
    }
    Map<String, @Nullable Object> bindings = KyvernoBindings.of(object, facts);
    return List.of(mutate(object, bindings, premises.conditions(), facts));
  }

  /** Kyverno 1.19: whether the object itself matches is not asked. */
  private List<CelRow> judgeTargets(ProgramTargets among, AdmittedObject object, Facts world) {
    Facts facts = new AmongTargets(world);
    Map<String, @Nullable Object> bindings = KyvernoBindings.of(object, facts);
    ProgramTargets.Found found =
        among.find(object, premises.scope(bindings, facts, object.trace()), facts);
    if (found instanceof ProgramTargets.NotFound failed) {
      return List.of(
          row("evaluation", Status.ERROR, failed.message(), object, failed.clause(), NO_TARGET));
    }
    List<CelRow> rows = new ArrayList<>();
    for (Resource target : ((ProgramTargets.All) found).targets()) {
      Map<String, @Nullable Object> about = new HashMap<>(bindings);
      about.put("object", Doubles.in(target.root()));
      about.put("namespaceObject", null);
      AdmittedObject changed = AdmittedObject.of(target, object.request());
      rows.add(ofTarget(mutate(changed, about, among.conditions(), facts), object));
    }
    return rows;
  }

  /** What came of an existing object, told of the one that is judged. */
  private static CelRow ofTarget(CelRow row, AdmittedObject judged) {
    Effect effect =
        row.effect() instanceof Effect.Mutated mutated
            ? new Effect.MutatedTargets(List.of(mutated.root()))
            : NO_TARGET;
    List<Finding> findings =
        row.findings().stream()
            .map(finding -> new Finding(judged.whole(), finding.clause()))
            .toList();
    return new CelRow(row.rule(), row.status(), row.message(), findings, row.properties(), effect);
  }

  private CelRow mutate(
      AdmittedObject object,
      Map<String, @Nullable Object> bindings,
      MatchConditions wanted,
      Facts facts) {
    CelExemptions.Verdict verdict = premises.verdict(bindings, facts, false, object.trace());
    if (verdict instanceof CelExemptions.Exempt exempt) {
      return premises.exemptions().row(exempt, object);
    } else if (verdict instanceof CelExemptions.Undecided undecided) {
      return failed(undecided.error(), object, undecided.clause().node());
    }
    bindings.put("exceptions", verdict);
    Scope scope = premises.scope(bindings, facts, object.trace());
    MatchConditions.Result met = wanted.tryIn(scope);
    if (!met.met() && met.decisive() != null) {
      return met.errors().isEmpty()
          ? row("", Status.SKIP, "skip", object, met.decisive().node(), Effect.NONE)
          : failed(String.join("; ", met.errors()), object, met.decisive().node());
    }
    ChangedObject current = ChangedObject.of(object);
    ObjectSchema structure = merges() ? structure(object.type(), facts) : null;
    ChangedObject.Merge merge =
        (whole, partial) -> StructuredMerge.apply(structure, whole, partial);
    for (Step step : steps) {
      Value clause = step.mutation().expression().node();
      Program.Result result = step.program().evaluate(scope);
      if (result instanceof Program.Failed failed) {
        return failed(failed.message(), object, clause);
      }
      MapValue before = current.root();
      try {
        current =
            current.after(
                step.mutation(),
                ((Program.Valued) result).value(),
                new MadeValues(clause)::of,
                merge);
      } catch (ApplyFailure failure) {
        return failed(String.valueOf(failure.getMessage()), object, clause);
      }
      current.tell(before, clause, object.trace());
      bindings.put("object", current.shown());
      scope = scope.rebound(bindings);
    }
    AuditAnnotations.Result told = annotations.evaluate(scope);
    if (told instanceof AuditAnnotations.Failed failed) {
      return failed(failed.message(), object, failed.clause().node());
    }
    return new CelRow(
        "",
        Status.PASS,
        "success",
        List.of(),
        ((AuditAnnotations.Told) told).texts(),
        new Effect.Mutated(current.root()));
  }

  private boolean merges() {
    return steps.stream().anyMatch(step -> step.mutation().patchType() != PatchType.JSON_PATCH);
  }

  /** Custom resources have one only where somebody named their definition. */
  private static @Nullable ObjectSchema structure(GroupVersionKind type, Facts facts) {
    ObjectSchema known = KubernetesIndex.type(type);
    return known == null
        ? CustomTypes.type(type, facts.ask(new Question.NamedDefinitions()))
        : known;
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
    return CelRow.of(rule, status, message, object.finding(clause), Map.of()).with(effect);
  }
}
