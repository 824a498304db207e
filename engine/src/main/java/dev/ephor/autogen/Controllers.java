package dev.ephor.autogen;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The kinds of pod controllers that a policy gets rules for. */
final class Controllers {

  static final String CRON_JOB = "CronJob";

  private static final String ANNOTATION = "pod-policies.kyverno.io/autogen-controllers";

  /** The controllers, each with the group and version that generated rules match. */
  private static final Map<String, String> QUALIFIED =
      Map.of(
          "DaemonSet",
          "apps/v1/DaemonSet",
          "Deployment",
          "apps/v1/Deployment",
          "Job",
          "batch/v1/Job",
          "ReplicaSet",
          "apps/v1/ReplicaSet",
          "ReplicationController",
          "v1/ReplicationController",
          "StatefulSet",
          "apps/v1/StatefulSet",
          CRON_JOB,
          "batch/v1/CronJob");

  private Controllers() {}

  /**
   * What the policy's annotation asks for, or all where it has none; empty where the policy does
   * not qualify. Words of the annotation that are no controllers, {@code all} included, ask for
   * nothing.
   */
  static Set<String> of(MapValue policy, List<MapValue> rules) {
    if (!qualifies(rules)) {
      return Set.of();
    }
    MapValue metadata = policy.map("metadata");
    MapValue annotations = metadata == null ? null : metadata.map("annotations");
    String asked = annotations == null ? null : annotations.string(ANNOTATION);
    Set<String> controllers =
        new TreeSet<>(asked == null ? QUALIFIED.keySet() : List.of(asked.split(",", -1)));
    controllers.retainAll(QUALIFIED.keySet());
    return controllers;
  }

  static Set<String> withoutCronJob(Set<String> controllers) {
    Set<String> others = new TreeSet<>(controllers);
    others.remove(CRON_JOB);
    return others;
  }

  /** The kinds with their groups and versions, by name. */
  static List<String> qualified(Set<String> controllers) {
    return new TreeSet<>(controllers)
        .stream().map(kind -> Objects.requireNonNull(QUALIFIED.get(kind))).toList();
  }

  /**
   * Whether rules may be generated at all. One rule that generates, patches by JSON patch, or
   * restricts its match beyond kinds and namespaces keeps the whole policy from it.
   */
  private static boolean qualifies(List<MapValue> rules) {
    for (MapValue rule : rules) {
      if (isPresent(rule.child("generate")) || usesJsonPatch(rule.map("mutate"))) {
        return false;
      }
      if (!KindFilters.descriptions(rule).stream().allMatch(KindFilters::mayBeGenerated)) {
        return false;
      }
    }
    return rules.stream()
        .flatMap(rule -> KindFilters.descriptions(rule).stream())
        .flatMap(description -> KindFilters.kinds(description).stream())
        .anyMatch(kind -> kind.equals("Pod") || QUALIFIED.containsKey(kind));
  }

  private static boolean usesJsonPatch(@Nullable MapValue mutate) {
    if (mutate == null) {
      return false;
    }
    ListValue each = mutate.list("foreach");
    return isText(mutate.child("patchesJson6902"))
        || (each != null
            && each.values().stream()
                .anyMatch(one -> one instanceof MapValue m && isText(m.child("patchesJson6902"))));
  }

  private static boolean isText(@Nullable Value value) {
    String text = value == null ? null : value.asString();
    return text != null && !text.isEmpty();
  }

  private static boolean isPresent(@Nullable Value value) {
    return value instanceof MapValue map && !map.isEmpty();
  }
}
