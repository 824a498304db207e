package dev.ephor.policy.check;

import dev.ephor.kubernetes.CronSchedule;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a cluster refuses in a cleanup policy, as its admission webhook does. {@code apply} of the
 * reference does not look at it.
 */
final class CleanupChecks {

  private static final List<String> USER_FIELDS = List.of("roles", "clusterRoles", "subjects");

  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "kyverno.io", Set.of("CleanupPolicy", "ClusterCleanupPolicy"),
          "policies.kyverno.io", Set.of("DeletingPolicy", "NamespacedDeletingPolicy"));

  private CleanupChecks() {}

  static boolean applies(MapValue document) {
    String group = PolicyView.text(document, "apiVersion").replaceFirst("/.*", "");
    return KINDS.getOrDefault(group, Set.of()).contains(PolicyView.text(document, "kind"));
  }

  static List<Finding> findings(MapValue document) {
    List<Finding> findings = new ArrayList<>();
    MapValue spec = PolicyView.map(document, "spec");
    Value schedule = spec.child("schedule");
    if (schedule != null && schedule.asString() != null) {
      CronSchedule.problem(schedule.asString())
          .ifPresent(
              problem ->
                  findings.add(
                      refusal(
                          schedule.place(Place.Part.VALUE),
                          "bad-schedule",
                          "the schedule is no cron expression: " + problem)));
    }
    for (String block : List.of("match", "exclude")) {
      MapValue clause = PolicyView.map(spec, block);
      users(clause, findings);
      for (String list : List.of("any", "all")) {
        PolicyView.maps(clause.list(list)).forEach(filter -> users(filter, findings));
      }
    }
    return findings;
  }

  private static void users(MapValue filter, List<Finding> findings) {
    for (String field : USER_FIELDS) {
      Value written = filter.child(field);
      if (written != null && PolicyView.holds(filter, field)) {
        findings.add(
            refusal(
                written.place(Place.Part.KEY),
                "cleanup-user",
                "a cleanup happens without a user, so " + field + " cannot be matched: remove it"));
      }
    }
  }

  private static Finding refusal(Place place, String code, String message) {
    return Finding.refusal(place, code, message, message);
  }
}
