package dev.ephor.expression.cel;

/** Something constant in an expression that can never be evaluated. */
final class PlanProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String reason;

  PlanProblem(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
