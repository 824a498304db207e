package dev.ephor.policy;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code CleanupPolicy} or {@code ClusterCleanupPolicy} of {@code kyverno.io}: it deletes what
 * matches, at the times of a schedule.
 *
 * @param document the whole document
 * @param kind {@code CleanupPolicy} or {@code ClusterCleanupPolicy}
 * @param name {@code metadata.name}
 * @param namespace where the policy holds: {@code metadata.namespace}, or {@code default}; empty
 *     for a ClusterCleanupPolicy
 * @param annotations {@code metadata.annotations}
 * @param match which resources it concerns
 * @param exclude which of them it leaves out; null when none
 * @param context variables to be loaded; null when none
 * @param conditions what else must hold; null when nothing
 * @param schedule when it acts, as a cron expression
 * @param propagation what becomes of what the deleted resources own: {@code Foreground}, {@code
 *     Background} or {@code Orphan}; null for what the cluster does by default
 * @see <a href="https://kyverno.io/docs/policy-types/cleanup-policy/">Kyverno: cleanup policies</a>
 */
public record CleanupPolicy(
    MapValue document,
    String kind,
    String name,
    String namespace,
    Map<String, String> annotations,
    MatchBlock match,
    @Nullable MatchBlock exclude,
    @Nullable ListValue context,
    @Nullable Value conditions,
    String schedule,
    @Nullable String propagation)
    implements Policy {

  public CleanupPolicy {
    annotations = Map.copyOf(annotations);
  }
}
