package dev.ephor.cluster;

import dev.ephor.kubernetes.GroupVersionKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

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
    return path(apiVersion(), namespace, plural);
  }

  /** The path of the objects of a type that need not be known. */
  static String path(String apiVersion, String namespace, String plural) {
    return root(apiVersion)
        + (namespace.isEmpty() ? "/" : "/namespaces/" + namespace + "/")
        + plural;
  }

  /** Where the types of a group and version are: the core group has a place of its own. */
  static String root(String apiVersion) {
    return (apiVersion.indexOf('/') < 0 ? "/api/" : "/apis/") + apiVersion;
  }

  /** Its group and version as objects write them. */
  String apiVersion() {
    return type.apiVersion();
  }

  /** Those that can be listed and are wanted, each kind of a group in the first version only. */
  static List<ApiType> listed(List<ApiType> types, Predicate<ApiType> wanted) {
    Set<String> kinds = new HashSet<>();
    return types.stream()
        .filter(type -> type.listed() && wanted.test(type))
        .filter(type -> kinds.add(type.type().group() + "/" + type.type().kind()))
        .toList();
  }
}
