package dev.ephor.rule.podsecurity;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.schema.GoDecoding;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pods that resources hold. */
final class PodTemplates {

  private static final Set<String> LIKE_DEPLOYMENTS =
      Set.of(
          "DaemonSet", "Deployment", "Job", "StatefulSet", "ReplicaSet", "ReplicationController");

  private static final GroupVersionKind POD = GroupVersionKind.of("v1", "Pod");
  private static final GroupVersionKind DEPLOYMENT = GroupVersionKind.of("apps/v1", "Deployment");
  private static final GroupVersionKind CRON_JOB = GroupVersionKind.of("batch/v1", "CronJob");

  private PodTemplates() {}

  /** A pod that a resource holds, or why there is none. */
  sealed interface Found {}

  /**
   * The pod.
   *
   * @param path where its specification stands in the resource
   */
  record Held(Pod pod, String path) implements Found {}

  /**
   * There is none.
   *
   * @param reason in the reference's words
   * @param value what the reason is about; null for the resource as such
   */
  record None(String reason, @Nullable Value value) implements Found {}

  static Found in(Resource resource) {
    String kind = resource.type().kind();
    if (kind.equals("Pod")) {
      return held(resource, POD, List.of(), List.of());
    } else if (LIKE_DEPLOYMENTS.contains(kind)) {
      // all of these are read as deployments
      return held(resource, DEPLOYMENT, List.of("spec", "template"), List.of("spec", "template"));
    } else if (kind.equals("CronJob")) {
      // the reference takes the job's metadata for the pod's
      return held(
          resource,
          CRON_JOB,
          List.of("spec", "jobTemplate"),
          List.of("spec", "jobTemplate", "spec", "template"));
    }
    return new None("could not find correct resource type", null);
  }

  private static Found held(
      Resource resource, GroupVersionKind as, List<String> metadata, List<String> template) {
    GoDecoding.Mismatch mismatch = GoDecoding.mismatch(resource.root(), as);
    if (mismatch != null) {
      return new None(mismatch.message(), mismatch.value());
    }
    MapValue described = at(resource.root(), metadata, "metadata");
    MapValue specified = at(resource.root(), template, "spec");
    String path = template.isEmpty() ? "spec" : String.join(".", template) + ".spec";
    return new Held(Pod.of(described, specified), path);
  }

  /** A map, or an empty one at its nearest parent. */
  private static MapValue at(MapValue root, List<String> path, String last) {
    MapValue map = root;
    for (int i = 0; i <= path.size(); i++) {
      MapValue next = map.map(i < path.size() ? path.get(i) : last);
      if (next == null) {
        return MapValue.empty(map.source(), map.node());
      }
      map = next;
    }
    return map;
  }
}
