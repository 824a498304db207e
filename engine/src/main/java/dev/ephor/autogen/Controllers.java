package dev.ephor.autogen;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The kinds of pod controllers that a policy gets rules for. */
final class Controllers {

  static final String CRON_JOB = "CronJob";

  private static final String ANNOTATION = "pod-policies.kyverno.io/autogen-controllers";
  private static final String NONE = "none";
  private static final String ALL = "all";

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

  /** What the policy's annotation asks for, or all; empty where the policy does not qualify. */
  static Set<String> of(MapValue policy, List<MapValue> rules) {
    if (!qualifies(rules)) {
      return Set.of();
    }
    MapValue metadata = policy.map("metadata");
    MapValue annotations = metadata == null ? null : metadata.map("annotations");
    String asked = annotations == null ? null : annotations.string(ANNOTATION);
    Set<String> controllers =
        new TreeSet<>(asked == null ? QUALIFIED.keySet() : List.of(asked.split(",", -1)));
    if (controllers.equals(Set.of(NONE))) {
      return Set.of();
    }
    return controllers.equals(Set.of(ALL)) ? new TreeSet<>(QUALIFIED.keySet()) : controllers;
  }

  static boolean includeCronJob(Set<String> controllers) {
    return controllers.stream().anyMatch(name -> name.contains(CRON_JOB) || name.contains(ALL));
  }

  static Set<String> withoutCronJob(Set<String> controllers) {
    Set<String> others = new TreeSet<>(controllers);
    others.remove(CRON_JOB);
    return others.equals(Set.of("")) ? Set.of() : others;
  }

  /**
   * The kinds that a generated rule matches, sorted: the known controllers of a set other than cron
   * jobs, or where it has none, the set itself.
   */
  static List<String> kinds(Set<String> controllers) {
    Set<String> known = new TreeSet<>(controllers);
    known.retainAll(QUALIFIED.keySet());
    known.remove(CRON_JOB);
    return (known.isEmpty() ? new TreeSet<>(controllers) : known)
        .stream().map(kind -> QUALIFIED.getOrDefault(kind, kind)).toList();
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
