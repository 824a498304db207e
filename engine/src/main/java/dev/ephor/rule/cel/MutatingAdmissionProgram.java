package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.expression.cel.CelDialect;
import dev.ephor.expression.cel.CelEnvironment;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelMutation;
import dev.ephor.policy.CelMutation.PatchType;
import dev.ephor.policy.CelSpec;
import dev.ephor.policy.FailurePolicy;
import dev.ephor.rule.apply.ApplyFailure;
import dev.ephor.rule.apply.DeducedMerge;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The mutations of a MutatingAdmissionPolicy as the API server runs them, compiled for objects with
 * or without parameters: without them the name {@code params} is not known.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/">Kubernetes:
 *     Mutating Admission Policy</a>
 */
final class MutatingAdmissionProgram {

  private final AdmissionCompiler compiler;
  private final MatchConditions conditions;
  private final CostBudget conditionBudget;
  private final boolean ignoresErrors;
  private final List<Step> steps;

  private record Step(CelMutation mutation, Program program) {}

  private MutatingAdmissionProgram(
      AdmissionCompiler compiler,
      MatchConditions conditions,
      boolean ignoresErrors,
      List<Step> steps) {
    this.compiler = compiler;
    this.conditions = conditions;
    this.conditionBudget = CostBudget.ofConditions(conditions.size() + compiler.variables().size());
    this.ignoresErrors = ignoresErrors;
    this.steps = List.copyOf(steps);
  }

  static MutatingAdmissionProgram of(
      CelSpec spec, CelBody.MutateAdmitted body, boolean withParameters) {
    CelDialect dialect =
        withParameters
            ? CelDialect.MUTATING_ADMISSION_WITH_PARAMETERS
            : CelDialect.MUTATING_ADMISSION;
    AdmissionCompiler compiler =
        new AdmissionCompiler(CelEnvironment.of(dialect), spec.variables());
    List<Program> conditions = new ArrayList<>();
    for (CelClause condition : spec.matchConditions()) {
      conditions.add(compiler.bool(condition));
    }
    List<Step> steps = new ArrayList<>();
    for (CelMutation mutation : body.mutations()) {
      boolean patch = mutation.patchType() == PatchType.JSON_PATCH;
      if (mutation.node().map(patch ? "jsonPatch" : "applyConfiguration") != null) {
        CelClause expression = mutation.expression();
        steps.add(
            new Step(
                mutation,
                patch ? compiler.patches(expression) : compiler.partialObject(expression)));
      }
    }
    return new MutatingAdmissionProgram(
        compiler,
        new MatchConditions(conditions),
        spec.failurePolicy() == FailurePolicy.IGNORE,
        steps);
  }

  /** The expressions that cannot be compiled. */
  List<FieldError> errors() {
    return compiler.errors();
  }

  /** What came of an object. */
  sealed interface Decision {}

  /**
   * All mutations were applied.
   *
   * @param root the whole object afterwards; the same one where they changed nothing
   */
  record Mutated(MapValue root) implements Decision {}

  /**
   * A match condition is false, or cannot be evaluated while errors are to be ignored.
   *
   * @param condition which
   */
  record NotMet(CelClause condition) implements Decision {}

  /**
   * An expression cannot be evaluated, or what it made cannot be applied.
   *
   * @param message why
   * @param clause the expression
   * @param ofCondition whether it is a match condition
   */
  record Failed(String message, CelClause clause, boolean ofCondition) implements Decision {}

  /** Decides. */
  Decision decide(AdmissionInput input, Facts facts) {
    MatchConditions.Result met =
        conditions.tryIn(compiler.scope(input.bare(), facts), conditionBudget);
    if (!met.met() && met.decisive() != null) {
      return met.errors().isEmpty() || ignoresErrors
          ? new NotMet(met.decisive())
          : new Failed(AdmissionProgram.aggregate(met.errors()), met.decisive(), true);
    }
    ChangedObject current = ChangedObject.of(input.object());
    for (Step step : steps) {
      CelClause clause = step.mutation().expression();
      Scope scope = compiler.scope(input, current.shown(), facts);
      Program.Result result = step.program().evaluate(scope);
      if (CostBudget.ofPolicy(0).isExceeded(scope.spent())) {
        return new Failed(CostBudget.EXCEEDED, clause, false);
      } else if (result instanceof Program.Failed failed) {
        return new Failed(failed.message(), clause, false);
      }
      MapValue before = current.root();
      try {
        current =
            current.after(
                step.mutation(),
                ((Program.Valued) result).value(),
                new PartialObject(clause.node())::of,
                MutatingAdmissionProgram::merged);
      } catch (ApplyFailure failure) {
        return new Failed(String.valueOf(failure.getMessage()), clause, false);
      }
      current.tell(before, clause.node(), input.object().trace());
    }
    return new Mutated(current.root());
  }

  /** The API server writes the object's own type into the partial one. */
  private static MapValue merged(MapValue whole, MapValue partial) {
    return DeducedMerge.apply(whole, partial.without("apiVersion").without("kind"));
  }
}
