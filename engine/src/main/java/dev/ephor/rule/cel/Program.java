package dev.ephor.rule.cel;

import dev.ephor.expression.cel.CelExpression;
import dev.ephor.expression.cel.CelInput;
import dev.ephor.expression.cel.CelReason;
import dev.ephor.expression.cel.CelResult;
import dev.ephor.expression.cel.CelTrace;
import dev.ephor.policy.CelClause;
import dev.ephor.rule.Trace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An expression of a policy, compiled, or the reason why it cannot be. */
final class Program {

  private final CelClause clause;
  private final @Nullable CelExpression expression;
  private final String problem;

  private Program(CelClause clause, @Nullable CelExpression expression, String problem) {
    this.clause = clause;
    this.expression = expression;
    this.problem = problem;
  }

  static Program of(CelClause clause, CelExpression expression) {
    return new Program(clause, expression, "");
  }

  static Program broken(CelClause clause, String problem) {
    return new Program(clause, null, problem);
  }

  CelClause clause() {
    return clause;
  }

  /** What an expression came to. */
  sealed interface Result {}

  /** A value. */
  record Valued(Object value) implements Result {
    boolean isTrue() {
      return Boolean.TRUE.equals(value);
    }
  }

  /**
   * An error.
   *
   * @param message in the reference's words
   * @param broken whether the expression could not even be compiled
   */
  record Failed(String message, boolean broken) implements Result {}

  /** Evaluates an expression that could be compiled. */
  CelResult evaluate(CelInput input) {
    if (expression == null) {
      throw new IllegalStateException(problem);
    }
    return expression.evaluate(input);
  }

  Result evaluate(Scope scope) {
    if (scope.trace().on()) {
      return traced(scope);
    } else if (expression == null) {
      return new Failed(problem, true);
    }
    return result(expression.evaluate(scope.input()));
  }

  private Result traced(Scope scope) {
    Trace trace = scope.trace();
    trace.begin(Trace.Step.EXPRESSION, clause.node(), clause.name());
    if (expression == null) {
      trace.end(Trace.Answer.ERROR, problem);
      return new Failed(problem, true);
    }
    CelTrace told = expression.trace(scope.input());
    trace.add(new Trace.Computed(clause.expression(), told.root(), told.cut()));
    Result result = result(told.result());
    if (result instanceof Failed failed) {
      trace.end(Trace.Answer.ERROR, failed.message());
    } else if (((Valued) result).value() instanceof Boolean truth) {
      trace.end(truth);
    } else {
      trace.end(Trace.Answer.DONE, "");
    }
    return result;
  }

  private static Result result(CelResult result) {
    return result instanceof CelResult.Success success
        ? new Valued(success.value())
        : new Failed(((CelResult.Failure) result).message(), false);
  }

  /** Why this condition is what it is; empty where that cannot be told. */
  Optional<CelReason> explain(Scope scope) {
    return expression == null ? Optional.empty() : expression.explain(scope.input());
  }
}
