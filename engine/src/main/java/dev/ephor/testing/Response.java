package dev.ephor.testing;

import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.RuleOutcome;
import java.util.List;

/**
 * What one policy said of one resource in one of its activities.
 *
 * @param policy the policy
 * @param generates whether its rules create resources: then each of these is a row
 * @param outcomes what its rules said
 * @param judged the object that expected documents are compared with: for a mutation the changed
 *     one
 */
record Response(
    LoadedPolicy policy, boolean generates, List<RuleOutcome> outcomes, Resource judged) {

  Response {
    outcomes = List.copyOf(outcomes);
  }
}
