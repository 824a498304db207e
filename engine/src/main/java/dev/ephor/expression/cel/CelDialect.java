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
  /** A ValidatingPolicy about requests of HTTP. */
  HTTP,
  /** A ValidatingPolicy about requests that Envoy asks about. */
  ENVOY,
  /**
   * {@code validate.cel} and {@code celPreconditions} of a ClusterPolicy, and the admission
   * policies of Kubernetes.
   */
  ADMISSION,
  /** A MutatingAdmissionPolicy of Kubernetes for which there are no parameters. */
  MUTATING_ADMISSION,
  /** A MutatingAdmissionPolicy of Kubernetes with parameters. */
  MUTATING_ADMISSION_WITH_PARAMETERS,
  /** A rule of a custom resource's definition, about {@code self}. */
  RESOURCE,
  /** Such a rule about a change, from {@code oldSelf}. */
  RESOURCE_CHANGE,
  /** Such a rule with {@code optionalOldSelf}: {@code oldSelf} is an optional. */
  RESOURCE_OR_CHANGE;

  /** Whether these are the expressions of Kubernetes itself, without what Kyverno adds. */
  boolean isPlain() {
    return this == ADMISSION || changesAdmitted() || isOfDefinition();
  }

  /** Whether expressions may make partial objects and patches. */
  public boolean makesObjects() {
    return this == MUTATING || changesAdmitted();
  }

  private boolean changesAdmitted() {
    return this == MUTATING_ADMISSION || this == MUTATING_ADMISSION_WITH_PARAMETERS;
  }

  /** Whether these are rules of a custom resource's definition. */
  boolean isOfDefinition() {
    return this == RESOURCE || this == RESOURCE_CHANGE || this == RESOURCE_OR_CHANGE;
  }

  /** Whether a dialect starts from the environment of Kubernetes, with its checks and limits. */
  boolean isOfKubernetes() {
    return switch (this) {
      case VALIDATING, MUTATING, IMAGE_VALIDATING, EXCEPTION -> true;
      case ADMISSION, MUTATING_ADMISSION, MUTATING_ADMISSION_WITH_PARAMETERS -> true;
      case RESOURCE, RESOURCE_CHANGE, RESOURCE_OR_CHANGE -> true;
      case GENERATING, DELETING, IMAGE_REFERENCE, HTTP, ENVOY -> false;
    };
  }

  /** Whether a dialect is that of policies about requests, which answer instead of judging. */
  boolean isAboutRequests() {
    return this == HTTP || this == ENVOY;
  }
}
