package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.CleanupPolicy;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.policy.UnevaluatedPolicy;
import dev.ephor.rule.RuleOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy made ready to judge many resources. Immutable and safe for any number of threads; each
 * kind of policy is one implementation.
 */
public interface PreparedPolicy {

  /** Prepares a policy whose crashes are told in outcomes only. */
  static PreparedPolicy of(Policy policy) {
    return of(policy, CrashHook.IGNORE, Detail.REASONS);
  }

  /** Prepares a policy. One of a kind that is not evaluated matches nothing. */
  static PreparedPolicy of(Policy policy, CrashHook hook, Detail detail) {
    CrashHook.OfPolicy told = hook.of(policy.qualifiedName());
    if (policy instanceof KyvernoPolicy kyverno) {
      return PreparedRules.of(kyverno, told, detail);
    } else if (policy instanceof CleanupPolicy cleanup) {
      return PreparedCleanup.of(cleanup, told);
    }
    if (policy instanceof CelPolicy cel) {
      return PreparedCelPolicy.of(cel, told, detail);
    }
    return new PreparedNothing((UnevaluatedPolicy) policy);
  }

  /** The policy as it was read. */
  Policy policy();

  /** How many rules there are, generated ones included. */
  int ruleCount();

  /** What is found wrong when the policy is made ready: expressions that cannot be compiled. */
  default List<PolicyProblem> errors() {
    return List.of();
  }

  /**
   * Why the reference's {@code apply} goes no further when it meets this policy, in its words;
   * empty where it does.
   */
  default Optional<String> refusal() {
    return Optional.empty();
  }

  /**
   * The same where the exceptions are at hand: the reference compiles their conditions with the
   * policy.
   */
  default Optional<String> refusal(Facts facts) {
    return refusal();
  }

  /**
   * Whether the policy could concern a resource of this type; false is certain, true is not.
   * Callers use it as an index, so that pairs that cannot match cost nothing.
   */
  boolean mayMatch(GroupVersionKind type);

  /** Whether it may ask for objects besides the resource; false is certain. */
  default boolean mayAskForOthers() {
    return WorldQuestions.mayAskForOthers(policy().document());
  }

  /** Whether it may ask for the time; false is certain. */
  default boolean mayAskForTime() {
    return WorldQuestions.mayAskForTime(policy().document());
  }

  /**
   * Whether it deletes what exists at certain times: what it says of a resource is then no verdict
   * on it.
   */
  default boolean deletes() {
    return acts(Stage.CLEAN_UP);
  }

  /** The stages in which the policy has something to do. */
  default boolean acts(Stage stage) {
    return true;
  }

  /**
   * Runs the rules of one stage on a resource.
   *
   * @param resource as earlier stages and policies have left it
   */
  PolicyAnswer run(Stage stage, Resource resource, AdmissionRequest request, Facts facts);

  /**
   * Tells of each rule why it says what it says of a resource, or why it says nothing. The outcomes
   * are those of {@link #evaluate}. Everything is tried anew, so this costs more.
   */
  default List<RuleExplanation> explain(Resource resource, AdmissionRequest request, Facts facts) {
    List<RuleExplanation> explanations = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      explanations.addAll(explain(stage, resource, request, facts));
    }
    return explanations;
  }

  /**
   * The same of the rules of one stage; the outcomes are those of {@link #run}.
   *
   * @param resource as earlier stages and policies have left it
   */
  default List<RuleExplanation> explain(
      Stage stage, Resource resource, AdmissionRequest request, Facts facts) {
    return List.of();
  }

  /**
   * Runs all stages of this policy alone, each on what the one before has left.
   *
   * @return an outcome for each rule that matches, in the order in which Kyverno reports them;
   *     empty when none does
   */
  default List<RuleOutcome> evaluate(Resource resource, AdmissionRequest request, Facts facts) {
    return PolicyEngine.admit(List.of(this), resource, request, facts).outcomes(0);
  }
}
