package dev.ephor.schema;

import java.util.List;
import java.util.Map;

/**
 * Types of which a value must have one of several fields, which no schema of Kubernetes says: its
 * API server checks it by hand ({@code core/validation}, {@code networking/validation}). A volume
 * without a source is not among them, as it becomes an {@code emptyDir}.
 */
public final class Alternatives {

  private static final Map<String, List<String>> BY_TYPE =
      Map.of(
          "Probe", List.of("exec", "grpc", "httpGet", "tcpSocket"),
          "LifecycleHandler", List.of("exec", "httpGet", "sleep", "tcpSocket"),
          "EnvVarSource",
              List.of("configMapKeyRef", "fieldRef", "resourceFieldRef", "secretKeyRef"),
          "IngressBackend", List.of("resource", "service"),
          "ServiceBackendPort", List.of("name", "number"),
          "NetworkPolicyPeer", List.of("ipBlock", "namespaceSelector", "podSelector"));

  private Alternatives() {}

  /** The fields of which one is needed; none where the type says nothing of the kind. */
  public static List<String> of(ObjectSchema type) {
    List<String> fields = BY_TYPE.getOrDefault(type.name(), List.of());
    // A custom resource may call its own types the same.
    return fields.stream().allMatch(name -> type.field(name) != null) ? fields : List.of();
  }
}
