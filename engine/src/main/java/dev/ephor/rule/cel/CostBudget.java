package dev.ephor.rule.cel;

/**
 * What several expressions may cost together. Kubernetes limits each call of an expression and, for
 * its own admission policies and for {@code validate.cel}, their sum; Kyverno's kinds know only the
 * first limit.
 *
 * @param units the limit, in CEL's units
 * @param mayBeExceeded whether as many expressions as there are could reach it at all, so that all
 *     have to be evaluated to know
 * @see <a
 *     href="https://kubernetes.io/docs/reference/using-api/cel/#resource-constraints">Kubernetes:
 *     resource use by CEL functions</a>
 */
record CostBudget(long units, boolean mayBeExceeded) {

  /** What is said then. */
  static final String EXCEEDED =
      "validation failed due to running out of cost budget, no further validation rules will be"
          + " run";

  /** No limit. */
  static final CostBudget NONE = new CostBudget(Long.MAX_VALUE, false);

  private static final long PER_CALL = 1_000_000;
  private static final long FOR_CONDITIONS = 2_500_000;
  private static final long FOR_POLICY = 10_000_000;

  /**
   * The budget of match conditions.
   *
   * @param expressions how many there are, variables included
   */
  static CostBudget ofConditions(int expressions) {
    return of(FOR_CONDITIONS, expressions);
  }

  /**
   * The budget of what a policy does, and another of its annotations.
   *
   * @param expressions how many there are, variables included
   */
  static CostBudget ofPolicy(int expressions) {
    return of(FOR_POLICY, expressions);
  }

  private static CostBudget of(long units, int expressions) {
    return new CostBudget(units, expressions * PER_CALL > units);
  }

  boolean isExceeded(long spent) {
    return spent > units;
  }
}
