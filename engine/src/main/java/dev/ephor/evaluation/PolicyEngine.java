package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.variable.GivenObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Several policies on one resource in the order of Kyverno's command line: first every policy with
 * rules mutates, each what the one before has left; then they verify images and judge. What
 * policies written in CEL change comes after that, and is what others of their like judge. Last
 * comes what is generated.
 *
 * @see <a href="https://kyverno.io/docs/introduction/admission-controllers/">Kyverno: admission
 *     controllers</a>
 */
public final class PolicyEngine {

  private static final List<Turn> TURNS =
      List.of(
          new Turn(Stage.MUTATE, PolicyEngine::hasRules),
          new Turn(Stage.VERIFY_IMAGES, PolicyEngine::hasRules),
          new Turn(Stage.VALIDATE, PolicyEngine::hasRules),
          new Turn(Stage.MUTATE, policy -> !hasRules(policy) && !mutatesTogether(policy)),
          new Turn(Stage.MUTATE, PolicyEngine::mutatesTogether),
          new Turn(Stage.VERIFY_IMAGES, policy -> !hasRules(policy)),
          new Turn(Stage.VALIDATE, policy -> !hasRules(policy)),
          new Turn(Stage.GENERATE, policy -> !hasRules(policy)),
          new Turn(Stage.GENERATE, PolicyEngine::hasRules));

  private PolicyEngine() {}

  /** Policies that have their turn with a stage. */
  private record Turn(Stage stage, Predicate<Policy> who) {}

  private static boolean hasRules(Policy policy) {
    return policy instanceof KyvernoPolicy;
  }

  private static boolean mutatesTogether(Policy policy) {
    return policy.kind().endsWith("MutatingPolicy");
  }

  /**
   * What came of an admission.
   *
   * @param resource as all mutations have left it; the same object where there were none
   * @param byPolicy the outcomes of each policy, in the order in which Kyverno reports them
   * @param steps what each policy did in each stage, in the order of admission
   * @param mutated as all policies of kind MutatingPolicy have left the resource
   */
  public record Admission(
      Resource resource, List<List<RuleOutcome>> byPolicy, List<Step> steps, Resource mutated) {

    public Admission {
      byPolicy = List.copyOf(byPolicy);
      steps = List.copyOf(steps);
    }

    /**
     * What a step shows as left of the resource. Kyverno 1.19: policies of kind MutatingPolicy show
     * what came of all of them.
     */
    public Resource left(PreparedPolicy policy, Step step) {
      return step.stage() == Stage.MUTATE && mutatesTogether(policy.policy())
          ? mutated
          : step.answer().resource();
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
    Resource mutated = resource;
    for (Turn turn : TURNS) {
      Stage stage = turn.stage();
      for (int i = 0; i < policies.size(); i++) {
        PreparedPolicy policy = policies.get(i);
        if (policy.acts(stage) && turn.who().test(policy.policy())) {
          AdmissionRequest request = requests.of(policy.policy(), current);
          if (policy.policy() instanceof KyvernoPolicy) {
            current = GivenObject.of(current, request);
          }
          PolicyAnswer answer = policy.run(stage, current, request, facts).told();
          steps.add(new Step(i, stage, current, answer));
          current = answer.resource();
          outcomes.set(i, joined(outcomes.get(i), answer.outcomes()));
          mutated = mutatesTogether(policy.policy()) ? current : mutated;
        }
      }
    }
    return new Admission(current, outcomes, steps, mutated);
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
