package dev.ephor.cluster;

import dev.ephor.kubernetes.GroupVersionKind;

/**
 * A type of objects that a server knows.
 *
 * @param type its group, version and kind
 * @param plural its name in paths
 * @param namespaced whether its objects stand in namespaces
 * @param listed whether its objects can be listed
 */
record ApiType(GroupVersionKind type, String plural, boolean namespaced, boolean listed) {

  /**
   * The path of its objects.
   *
   * @param namespace empty for those in all namespaces, or in none
   */
  String path(String namespace) {
    String start =
        type.group().isEmpty()
            ? "/api/" + type.version()
            : "/apis/" + type.group() + "/" + type.version();
    return start + (namespace.isEmpty() ? "/" : "/namespaces/" + namespace + "/") + plural;
  }

  /** Its group and version as objects write them. */
  String apiVersion() {
    return type.group().isEmpty() ? type.version() : type.group() + "/" + type.version();
  }
}
