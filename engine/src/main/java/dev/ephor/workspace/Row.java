package dev.ephor.workspace;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.rule.RuleOutcome;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What all policies say of one resource.
 *
 * @param stamp the {@link Laws#stamp()} for which this is known to hold
 * @param request the circumstances under which it was judged
 * @param candidates the policies that may match the resource's type, in order; shared by all
 *     resources of the type
 * @param mutations what policies make of the resource before it is judged
 * @param cells for each candidate what it says of the result
 */
record Row(
    long stamp,
    AdmissionRequest request,
    List<PolicyUnit> candidates,
    Mutations mutations,
    List<Cell> cells) {

  /** Whether something that was asked has another answer in one world than in the other. */
  boolean differs(Facts then, Facts now) {
    for (Mutations.Step step : mutations.steps()) {
      if (step.reads().differ(then, now)) {
        return true;
      }
    }
    for (Cell cell : cells) {
      if (cell.reads().differ(then, now)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a rule only speaks against the resource because policies have changed it. */
  boolean isBroughtByMutation(PolicyUnit policy, String rule) {
    int at = candidates.indexOf(policy);
    return at >= 0 && cells.get(at).brought().contains(rule);
  }

  /** Every outcome with its policy, in the order of the policies. */
  void forEachOutcome(BiConsumer<PolicyUnit, RuleOutcome> action) {
    boolean silent = mutations.steps().isEmpty();
    for (int i = 0; i < cells.size(); i++) {
      PolicyUnit policy = candidates.get(i);
      if (!silent) {
        mutations.outcomes(policy).forEach(outcome -> action.accept(policy, outcome));
      }
      for (RuleOutcome outcome : cells.get(i).outcomes()) {
        action.accept(policy, outcome);
      }
    }
  }
}
