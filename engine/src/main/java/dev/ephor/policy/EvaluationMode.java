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
  ENVOY
}
