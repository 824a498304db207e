package dev.ephor.kubernetes;

/**
 * The type of a Kubernetes object.
 *
 * @param group empty for the core group
 * @param version such as {@code v1}
 * @param kind such as {@code Pod}
 */
public record GroupVersionKind(String group, String version, String kind) {

  /** Reads {@code apps/v1} or {@code v1} and a kind. */
  public static GroupVersionKind of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    return slash < 0
        ? new GroupVersionKind("", apiVersion, kind)
        : new GroupVersionKind(
            apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
  }

  /** The form that manifests carry: {@code apps/v1}, or {@code v1} for the core group. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }
}
