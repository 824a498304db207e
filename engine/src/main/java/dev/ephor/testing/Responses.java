package dev.ephor.testing;

import dev.ephor.evaluation.PolicyEngine;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.evaluation.Stage;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all policies of a test said of all its resources, sorted as the reference sorts it: a policy
 * of rules answers once for each of its activities, even when no rule matches; other kinds answer
 * only where they match.
 */
final class Responses {

  /** Kinds without rules that answer for every resource. */
  private static final Set<String> ALWAYS =
      Set.of(
          "ValidatingAdmissionPolicy", "ImageValidatingPolicy", "NamespacedImageValidatingPolicy");

  private final Map<String, Subject> subjects = new LinkedHashMap<>();
  private final Map<String, List<Response>> byTrigger = new LinkedHashMap<>();
  private final Map<String, List<Response>> byTarget = new LinkedHashMap<>();

  private Responses() {}

  static Responses of(TestMaterial material, Circumstances circumstances) {
    Responses responses = new Responses();
    List<LoadedPolicy> taken =
        material.policies().stream().filter(policy -> policy.refusal() == null).toList();
    List<Subject> triggers = new ArrayList<>();
    for (Resource resource : material.resources()) {
      Subject subject = Subject.of(resource);
      triggers.add(subject);
      responses.byTrigger.put(subject.shown(), admitted(subject, taken, circumstances));
    }
    List<LoadedPolicy> ofPayloads =
        taken.stream().filter(policy -> !hasRules(policy.policy())).toList();
    for (Payload payload : material.payloads()) {
      Subject subject = Subject.of(payload);
      triggers.add(subject);
      List<LoadedPolicy> concerned =
          ofPayloads.stream().filter(policy -> payload.concerns(policy.policy())).toList();
      responses.byTrigger.put(subject.shown(), admitted(subject, concerned, circumstances));
    }
    for (Resource target : material.targets()) {
      List<Response> reached = new ArrayList<>();
      for (List<Response> ofTrigger : responses.byTrigger.values()) {
        for (Response response : ofTrigger) {
          response.outcomes().stream()
              .filter(outcome -> patched(outcome, target) != null)
              .findFirst()
              .ifPresent(outcome -> reached.add(ofTarget(response, outcome, target)));
        }
      }
      if (!reached.isEmpty()) {
        Subject subject = Subject.of(target);
        responses.byTarget.put(subject.shown(), reached);
        responses.subjects.put(subject.shown(), subject);
      }
    }
    triggers.forEach(subject -> responses.subjects.putIfAbsent(subject.shown(), subject));
    return responses;
  }

  private static List<Response> admitted(
      Subject subject, List<LoadedPolicy> policies, Circumstances circumstances) {
    List<PreparedPolicy> prepared = policies.stream().map(LoadedPolicy::prepared).toList();
    return sorted(
        policies,
        PolicyEngine.admit(
            prepared, subject.resource(), circumstances.requests(), circumstances.facts()));
  }

  /** What expectations may be about, targets first. */
  Collection<Subject> subjects() {
    return subjects.values();
  }

  List<Response> asTrigger(Subject subject) {
    return byTrigger.getOrDefault(subject.shown(), List.of());
  }

  List<Response> asTarget(Subject subject) {
    return byTarget.getOrDefault(subject.shown(), List.of());
  }

  /** A response for each activity of each policy, in the order of admission. */
  private static List<Response> sorted(
      List<LoadedPolicy> policies, PolicyEngine.Admission admission) {
    List<Response> responses = new ArrayList<>();
    for (PolicyEngine.Step step : admission.steps()) {
      LoadedPolicy policy = policies.get(step.policy());
      boolean rules = hasRules(policy.policy());
      boolean generates = step.stage() == Stage.GENERATE;
      boolean answers = rules ? !generates : ALWAYS.contains(policy.policy().kind());
      List<RuleOutcome> outcomes = step.answer().outcomes();
      if (answers || !outcomes.isEmpty()) {
        Resource judged = step.resource();
        if (step.stage() == Stage.MUTATE) {
          judged = admission.left(policy.prepared(), step);
        }
        responses.add(new Response(policy, generates, outcomes, judged));
      }
    }
    return responses;
  }

  private static Response ofTarget(Response response, RuleOutcome outcome, Resource target) {
    Resource patched = patched(outcome, target);
    return new Response(
        response.policy(), false, List.of(outcome), patched == null ? target : patched);
  }

  /** What a rule made of a target; null where it left it alone. */
  private static @Nullable Resource patched(RuleOutcome outcome, Resource target) {
    if (outcome.effect() instanceof Effect.MutatedTargets targets) {
      for (MapValue root : targets.roots()) {
        Resource patched = Resource.of(root);
        if (ResourceKey.shown(patched).equals(ResourceKey.shown(target))) {
          return patched;
        }
      }
    }
    return null;
  }

  /** Whether results name a policy's rules. */
  static boolean hasRules(Policy policy) {
    return policy instanceof KyvernoPolicy;
  }
}
