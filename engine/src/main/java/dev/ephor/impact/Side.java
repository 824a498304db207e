package dev.ephor.impact;

import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.List;

/**
 * One of two sides that are compared.
 *
 * @param policies the policies that count
 * @param resources what all of them say, the same resources in the same order on both sides
 */
public record Side(List<WorkspacePolicy> policies, List<Judged> resources) {

  public Side {
    policies = List.copyOf(policies);
    resources = List.copyOf(resources);
  }

  /** All that an edition of a snapshot says. */
  public static Side of(Snapshot snapshot, Edition edition, Cancellation cancellation) {
    return new Side(
        snapshot.policies(edition, cancellation), snapshot.judged(edition, cancellation));
  }
}
