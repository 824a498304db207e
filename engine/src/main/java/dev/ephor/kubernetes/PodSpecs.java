package dev.ephor.kubernetes;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where pods and their controllers hold the specification of a pod, and with it their images. */
public final class PodSpecs {

  private static final List<String> TEMPLATE = List.of("spec", "template", "spec");
  private static final Map<String, List<String>> PATHS =
      Map.of(
          "Pod", List.of("spec"),
          "CronJob", List.of("spec", "jobTemplate", "spec", "template", "spec"),
          "Deployment", TEMPLATE,
          "DaemonSet", TEMPLATE,
          "Job", TEMPLATE,
          "StatefulSet", TEMPLATE,
          "ReplicaSet", TEMPLATE,
          "ReplicationController", TEMPLATE);

  private PodSpecs() {}

  /** The keys that lead there; null for a kind that has no pods. */
  public static @Nullable List<String> path(String kind) {
    return PATHS.get(kind);
  }
}
