package dev.ephor.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which existing objects a MutatingPolicy with {@code evaluation.mutateExisting} changes.
 *
 * @param constraints what they must match: {@code targetMatchConstraints}, or {@code
 *     matchConstraints} where that has no resource rules; null for nothing
 * @param expression what gives them instead, one object or a list of objects; null for none
 * @param conditions what must be true of each: {@code targetMatchConditions}, and not {@code
 *     matchConditions}
 * @see <a href="https://kyverno.io/docs/policy-types/mutating-policy/#mutate-existing">Kyverno:
 *     mutating existing resources</a>
 */
public record CelTargets(
    @Nullable MatchConstraints constraints,
    @Nullable CelClause expression,
    List<CelClause> conditions) {

  public CelTargets {
    conditions = List.copyOf(conditions);
  }
}
