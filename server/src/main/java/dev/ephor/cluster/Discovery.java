package dev.ephor.cluster;

import dev.ephor.cluster.ApiServer.Answer;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The types that a server knows; of each group first those of the version that it prefers.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api">
 *     Kubernetes: Discovery API</a>
 */
final class Discovery {

  private Discovery() {}

  private record Version(String group, String version) {

    String path() {
      return ApiType.root(group.isEmpty() ? version : group + "/" + version);
    }
  }

  /** What became of one version: its types, or why they are not known. */
  private record Part(List<ApiType> types, @Nullable String problem) {}

  /**
   * Asks a server.
   *
   * @param problems told of groups that cannot be asked; the others are
   * @throws ClusterFailure when the server cannot be asked at all
   */
  static List<ApiType> of(ApiServer server, Consumer<String> problems) throws ClusterFailure {
    Answer core = server.get("/api");
    if (core instanceof Answer.Failed failed) {
      throw new ClusterFailure(unreachable(server, failed));
    }
    List<Version> versions = new ArrayList<>();
    texts(((Answer.Found) core).body(), "versions")
        .forEach(version -> versions.add(new Version("", version)));
    Answer groups = server.get("/apis");
    if (groups instanceof Answer.Found found) {
      maps(found.body(), "groups").forEach(group -> versions.addAll(versions(group)));
    } else if (groups instanceof Answer.Failed failed) {
      problems.accept("API groups cannot be listed: " + failed.reason());
    }
    List<ApiType> types = new ArrayList<>();
    for (Part part : versions.parallelStream().map(version -> part(server, version)).toList()) {
      types.addAll(part.types());
      if (part.problem() != null) {
        problems.accept(part.problem());
      }
    }
    return types;
  }

  private static String unreachable(ApiServer server, Answer.Failed failed) {
    String start = "the cluster at " + server.address() + " cannot be asked: " + failed.reason();
    return switch (failed.status()) {
      case 0 ->
          start + ". Is it running, and is the address in kubeconfig right? `kubectl cluster-info`";
      case 401 -> start + ". Renew the credentials of this context in kubeconfig";
      case 403 -> start + ". The user of this context needs the role system:discovery";
      default -> start;
    };
  }

  private static List<Version> versions(MapValue group) {
    String name = text(group, "name");
    MapValue preferred = group.map("preferredVersion");
    String first = preferred == null ? "" : text(preferred, "version");
    List<String> others = maps(group, "versions").map(version -> text(version, "version")).toList();
    return Stream.concat(Stream.of(first), others.stream())
        .filter(version -> !version.isEmpty())
        .distinct()
        .map(version -> new Version(name, version))
        .toList();
  }

  private static Part part(ApiServer server, Version version) {
    Answer answer = server.get(version.path());
    if (answer instanceof Answer.Failed failed) {
      return new Part(
          List.of(), "types of " + version.path() + " are not known: " + failed.reason());
    }
    return new Part(
        maps(((Answer.Found) answer).body(), "resources")
            .filter(resource -> text(resource, "name").indexOf('/') < 0)
            .map(
                resource ->
                    new ApiType(
                        new GroupVersionKind(
                            version.group(), version.version(), text(resource, "kind")),
                        text(resource, "name"),
                        isTrue(resource.child("namespaced")),
                        texts(resource, "verbs").anyMatch("list"::equals)))
            .toList(),
        null);
  }

  private static boolean isTrue(@Nullable Value value) {
    return value != null && Boolean.TRUE.equals(value.toJava());
  }

  static Stream<MapValue> maps(Value value, String field) {
    ListValue list = value instanceof MapValue map ? map.list(field) : null;
    return list == null
        ? Stream.of()
        : list.values().stream().filter(MapValue.class::isInstance).map(MapValue.class::cast);
  }

  private static Stream<String> texts(Value value, String field) {
    ListValue list = value instanceof MapValue map ? map.list(field) : null;
    return list == null
        ? Stream.of()
        : list.values().stream().map(Value::asString).filter(Objects::nonNull);
  }

  static String text(MapValue map, String field) {
    return Objects.requireNonNullElse(map.string(field), "");
  }
}
