package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.RuleOutcome;
import org.jspecify.annotations.Nullable;

/** The body of a rule, made ready. Matching and preconditions lie behind when it is asked. */
@FunctionalInterface
interface RuleBodyJudge {

  /** For rules that say nothing of any resource. */
  RuleBodyJudge SILENT = (resource, request, outcomes) -> null;

  /**
   * Judges a resource.
   *
   * @param request the circumstances
   * @param outcomes makes the outcomes, with the action that holds for the resource
   * @return null when the rule has nothing to say
   */
  @Nullable RuleOutcome judge(Resource resource, AdmissionRequest request, RuleOutcomes outcomes);
}
