package dev.ephor.impact;

import dev.ephor.rule.RuleOutcome;
import dev.ephor.workspace.Judged;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A resource of which a rule says something else than before.
 *
 * @param policy kind and name of the policy, such as {@code ClusterPolicy require-owner}
 * @param rule the rule as it is written; empty for a policy in CEL
 * @param resource the resource
 * @param before what was said; null where nothing was
 * @param after what is said; null where nothing is
 */
public record Flip(
    String policy,
    String rule,
    Judged resource,
    @Nullable RuleOutcome before,
    @Nullable RuleOutcome after) {

  /** What must be seen first stands first; then by policy, rule and resource. */
  public static final Comparator<Flip> WORST_FIRST =
      Comparator.comparing(Flip::turn)
          .thenComparing(Flip::policy)
          .thenComparing(Flip::rule)
          .thenComparing(flip -> flip.resource().document().file())
          .thenComparing(flip -> flip.resource().document().start())
          .thenComparing(flip -> flip.resource().resource().root().node());

  /** From which verdict to which. */
  public Turn turn() {
    return new Turn(before == null ? null : before.status(), after == null ? null : after.status());
  }

  /** The message that says most: the newer one, unless only the older is left. */
  public String message() {
    return after != null ? after.message() : before == null ? "" : before.message();
  }
}
