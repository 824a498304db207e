package dev.ephor.rule.cel;

import dev.ephor.policy.CelClause;
import dev.ephor.rule.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Conditions that must all be true before a policy is asked. */
final class MatchConditions {

  private final List<Program> conditions;
  private final BiFunction<CelClause, Program.Failed, String> wording;

  /**
   * @param wording how a failure is told
   */
  MatchConditions(List<Program> conditions, BiFunction<CelClause, Program.Failed, String> wording) {
    this.conditions = List.copyOf(conditions);
    this.wording = wording;
  }

  /** Conditions whose failures are told as they are. */
  MatchConditions(List<Program> conditions) {
    this(conditions, (clause, failed) -> failed.message());
  }

  /**
   * What they came to.
   *
   * @param met whether all are true; false too where one could not be evaluated
   * @param errors why some could not be evaluated; none where one is false
   * @param decisive the condition that is false, or the first that could not be evaluated
   */
  record Result(boolean met, List<String> errors, @Nullable CelClause decisive) {}

  private static final Result MET = new Result(true, List.of(), null);

  /** Tries them in order; one that is false decides, whatever could not be evaluated before. */
  Result tryIn(Scope scope) {
    return tryIn(scope, CostBudget.NONE);
  }

  /**
   * Tries them as the API server does, which evaluates all before it looks at any: where they cost
   * too much together, that is the error, even if one is false.
   */
  Result tryIn(Scope scope, CostBudget budget) {
    if (conditions.isEmpty()) {
      return MET;
    }
    Trace trace = scope.trace();
    trace.begin(Trace.Step.MATCH_CONDITIONS, conditions.get(0).clause().node(), "");
    Result result = tried(scope, budget);
    if (result.errors().isEmpty()) {
      trace.end(result.met());
    } else {
      trace.end(Trace.Answer.ERROR, result.errors().get(0));
    }
    return result;
  }

  private Result tried(Scope scope, CostBudget budget) {
    List<String> errors = new ArrayList<>(0);
    CelClause broken = null;
    CelClause refused = null;
    for (int i = 0; i < conditions.size(); i++) {
      Program condition = conditions.get(i);
      Program.Result result = condition.evaluate(scope);
      if (budget.isExceeded(scope.spent())) {
        return new Result(false, List.of(CostBudget.EXCEEDED), condition.clause());
      } else if (result instanceof Program.Failed failed) {
        errors.add(wording.apply(condition.clause(), failed));
        broken = broken == null ? condition.clause() : broken;
      } else if (result instanceof Program.Valued valued && !valued.isTrue() && refused == null) {
        refused = condition.clause();
        if (!budget.mayBeExceeded()) {
          break;
        }
      }
    }
    if (refused != null) {
      return new Result(false, List.of(), refused);
    }
    return errors.isEmpty() ? MET : new Result(false, errors, broken);
  }

  /** How many there are. */
  int size() {
    return conditions.size();
  }
}
