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
  ADMISSION,
  /** A MutatingAdmissionPolicy of Kubernetes for which there are no parameters. */
  MUTATING_ADMISSION,
  /** A MutatingAdmissionPolicy of Kubernetes with parameters. */
  MUTATING_ADMISSION_WITH_PARAMETERS;

  /** Whether these are the expressions of Kubernetes itself, without what Kyverno adds. */
  boolean isPlain() {
    return this == ADMISSION || changesAdmitted();
  }

  /** Whether expressions may make partial objects and patches. */
  boolean makesObjects() {
    return this == MUTATING || changesAdmitted();
  }

  private boolean changesAdmitted() {
    return this == MUTATING_ADMISSION || this == MUTATING_ADMISSION_WITH_PARAMETERS;
  }
}
