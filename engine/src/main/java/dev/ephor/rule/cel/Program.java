package dev.ephor.rule.cel;

import dev.ephor.expression.cel.CelExpression;
import dev.ephor.expression.cel.CelInput;
import dev.ephor.expression.cel.CelReason;
import dev.ephor.expression.cel.CelResult;
import dev.ephor.policy.CelClause;
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
    if (expression == null) {
      return new Failed(problem, true);
    }
    CelResult result = expression.evaluate(scope.input());
    return result instanceof CelResult.Success success
        ? new Valued(success.value())
        : new Failed(((CelResult.Failure) result).message(), false);
  }

  /** Why this condition is what it is; empty where that cannot be told. */
  Optional<CelReason> explain(Scope scope) {
    return expression == null ? Optional.empty() : expression.explain(scope.input());
  }
}
