package dev.ephor.expression.cel;

/**
 * The languages of the places where CEL stands. Kinds of policy differ in the variables and
 * functions that their expressions may name.
 */
public enum CelDialect {
  /** A ValidatingPolicy or its namespaced form. */
  VALIDATING,
  /** A MutatingPolicy. */
  MUTATING,
  /** A GeneratingPolicy. */
  GENERATING,
  /** A DeletingPolicy. */
  DELETING,
  /** An ImageValidatingPolicy. */
  IMAGE_VALIDATING,
  /** The expression of a {@code matchImageReferences} entry, about {@code ref}. */
  IMAGE_REFERENCE,
  /** A PolicyException's match conditions. */
  EXCEPTION,
  /**
   * {@code validate.cel} and {@code celPreconditions} of a ClusterPolicy, and the admission
   * policies of Kubernetes.
   */
  ADMISSION
}
