package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.variable.GivenObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Several policies on one resource in the order of admission: first every policy mutates, each what
 * the one before has left; then they verify images, judge and generate from the result.
 *
 * @see <a href="https://kyverno.io/docs/introduction/admission-controllers/">Kyverno: admission
 *     controllers</a>
 */
public final class PolicyEngine {

  private PolicyEngine() {}

  /**
   * What came of an admission.
   *
   * @param resource as all mutations have left it; the same object where there were none
   * @param byPolicy the outcomes of each policy, in the order in which Kyverno reports them
   * @param steps what each policy did in each stage, in the order of admission
   */
  public record Admission(Resource resource, List<List<RuleOutcome>> byPolicy, List<Step> steps) {

    public Admission {
      byPolicy = List.copyOf(byPolicy);
      steps = List.copyOf(steps);
    }

    /** The outcomes of one of the policies. */
    public List<RuleOutcome> outcomes(int policy) {
      return byPolicy.get(policy);
    }
  }

  /**
   * One policy in one stage.
   *
   * @param policy its number among the policies
   * @param resource as it found it, under the name that Kyverno reports the outcomes for
   */
  public record Step(int policy, Stage stage, Resource resource, PolicyAnswer answer) {}

  /** Admits a resource under a request that is the same for all policies. */
  public static Admission admit(
      List<PreparedPolicy> policies, Resource resource, AdmissionRequest request, Facts facts) {
    return admit(policies, resource, (policy, current) -> request, facts);
  }

  /** Admits a resource. */
  public static Admission admit(
      List<PreparedPolicy> policies, Resource resource, Requests requests, Facts facts) {
    List<List<RuleOutcome>> outcomes = new ArrayList<>(policies.size());
    for (int i = 0; i < policies.size(); i++) {
      outcomes.add(List.of());
    }
    List<Step> steps = new ArrayList<>();
    Resource current = resource;
    for (Stage stage : Stage.IN_ORDER) {
      for (int i = 0; i < policies.size(); i++) {
        PreparedPolicy policy = policies.get(i);
        if (policy.acts(stage)) {
          AdmissionRequest request = requests.of(policy.policy(), current);
          if (policy.policy() instanceof KyvernoPolicy) {
            current = GivenObject.of(current, request);
          }
          PolicyAnswer answer = policy.run(stage, current, request, facts).told();
          steps.add(new Step(i, stage, current, answer));
          current = answer.resource();
          outcomes.set(i, joined(outcomes.get(i), answer.outcomes()));
        }
      }
    }
    return new Admission(current, outcomes, steps);
  }

  /** Runs the stages of one policy that change nothing: what it says, and creates. */
  public static List<RuleOutcome> judge(
      PreparedPolicy policy, Resource resource, AdmissionRequest request, Facts facts) {
    List<RuleOutcome> outcomes = List.of();
    for (Stage stage : List.of(Stage.VALIDATE, Stage.GENERATE)) {
      if (policy.acts(stage)) {
        outcomes = joined(outcomes, policy.run(stage, resource, request, facts).outcomes());
      }
    }
    return outcomes;
  }

  /**
   * What policies that delete on a schedule say of a resource that exists: a pass when it would be
   * deleted, a failure when it would be kept.
   */
  public static List<Step> cleanUp(
      List<PreparedPolicy> policies, Resource resource, Requests requests, Facts facts) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < policies.size(); i++) {
      PreparedPolicy policy = policies.get(i);
      if (policy.acts(Stage.CLEAN_UP)) {
        AdmissionRequest request = requests.of(policy.policy(), resource);
        PolicyAnswer answer = policy.run(Stage.CLEAN_UP, resource, request, facts);
        steps.add(new Step(i, Stage.CLEAN_UP, resource, answer));
      }
    }
    return steps;
  }

  private static List<RuleOutcome> joined(List<RuleOutcome> before, List<RuleOutcome> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return before.isEmpty() ? after : before;
    }
    List<RuleOutcome> all = new ArrayList<>(before);
    all.addAll(after);
    return List.copyOf(all);
  }
}
