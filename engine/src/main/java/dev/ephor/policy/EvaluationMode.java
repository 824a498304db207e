package dev.ephor.policy;

/** What a policy that is written in CEL judges. */
public enum EvaluationMode {
  /** Objects of Kubernetes, as admission requests bring them. */
  KUBERNETES,
  /** Any JSON document. */
  JSON,
  /** Requests of HTTP. */
  HTTP,
  /** Requests that Envoy asks about. */
  ENVOY;

  /** What a policy judges. Kinds that have no choice judge objects. */
  public static EvaluationMode of(Policy policy) {
    return policy instanceof CelPolicy cel ? cel.spec().mode() : KUBERNETES;
  }

  /** Whether requests are answered, not objects judged. */
  public boolean isAboutRequests() {
    return this == HTTP || this == ENVOY;
  }
}
