package dev.ephor.expression.cel;

/** Ends an evaluation that costs more than is allowed. */
final class CostExceeded extends RuntimeException {

  private static final long serialVersionUID = 1;

  CostExceeded() {
    super("operation cancelled: actual cost limit exceeded", null, false, false);
  }
}
