package dev.ephor.given;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A path of the Kubernetes API, taken apart.
 *
 * @param group empty for the core group
 * @param resource the plural of a kind
 * @param namespace empty for none
 * @param name empty for the whole collection
 */
record ApiPath(String group, String version, String resource, String namespace, String name) {

  /** Reads {@code /api/v1/...} or {@code /apis/GROUP/VERSION/...}; null for anything else. */
  static @Nullable ApiPath read(String path) {
    List<String> parts = Stream.of(path.split("/", -1)).filter(part -> !part.isEmpty()).toList();
    if (parts.isEmpty()) {
      return null;
    }
    boolean core = parts.get(0).equals("api");
    int rest = core ? 2 : 3;
    if ((!core && !parts.get(0).equals("apis")) || parts.size() <= rest) {
      return null;
    }
    String group = core ? "" : parts.get(1);
    String version = parts.get(rest - 1);
    List<String> tail = parts.subList(rest, parts.size());
    if (tail.get(0).equals("namespaces") && tail.size() > 2) {
      return tail.size() > 4
          ? null
          : new ApiPath(
              group, version, tail.get(2), tail.get(1), tail.size() == 4 ? tail.get(3) : "");
    }
    return tail.size() > 2
        ? null
        : new ApiPath(group, version, tail.get(0), "", tail.size() == 2 ? tail.get(1) : "");
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }
}
