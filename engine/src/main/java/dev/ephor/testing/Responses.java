package dev.ephor.testing;

import dev.ephor.evaluation.PolicyEngine;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
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

  private final Map<String, Resource> subjects = new LinkedHashMap<>();
  private final Map<String, List<Response>> byTrigger = new LinkedHashMap<>();
  private final Map<String, List<Response>> byTarget = new LinkedHashMap<>();

  private Responses() {}

  static Responses of(TestMaterial material, Circumstances circumstances) {
    Responses responses = new Responses();
    List<LoadedPolicy> taken =
        material.policies().stream().filter(policy -> policy.refusal() == null).toList();
    List<PreparedPolicy> prepared = taken.stream().map(LoadedPolicy::prepared).toList();
    for (Resource resource : material.resources()) {
      PolicyEngine.Admission admission =
          PolicyEngine.admit(
              prepared, resource, circumstances.request(resource), circumstances.facts());
      responses.byTrigger.put(ResourceKey.shown(resource), sorted(taken, resource, admission));
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
        responses.byTarget.put(ResourceKey.shown(target), reached);
        responses.subjects.put(ResourceKey.shown(target), target);
      }
    }
    for (Resource resource : material.resources()) {
      responses.subjects.putIfAbsent(ResourceKey.shown(resource), resource);
    }
    return responses;
  }

  /** The resources and targets that expectations may be about, targets first. */
  Collection<Resource> subjects() {
    return subjects.values();
  }

  List<Response> asTrigger(Resource resource) {
    return byTrigger.getOrDefault(ResourceKey.shown(resource), List.of());
  }

  List<Response> asTarget(Resource resource) {
    return byTarget.getOrDefault(ResourceKey.shown(resource), List.of());
  }

  private static List<Response> sorted(
      List<LoadedPolicy> policies, Resource resource, PolicyEngine.Admission admission) {
    List<Response> mutations = new ArrayList<>();
    List<Response> verifications = new ArrayList<>();
    List<Response> validations = new ArrayList<>();
    List<Response> generations = new ArrayList<>();
    List<Response> others = new ArrayList<>();
    Resource current = resource;
    for (int i = 0; i < policies.size(); i++) {
      LoadedPolicy policy = policies.get(i);
      List<RuleOutcome> outcomes = admission.outcomes(i);
      if (policy.policy() instanceof KyvernoPolicy rules) {
        Activities activities = new Activities(rules);
        if (activities.any(RuleBody.Mutate.class)) {
          List<RuleOutcome> own = activities.of(outcomes, RuleBody.Mutate.class);
          current = last(own, current);
          mutations.add(new Response(policy, false, own, current));
        }
        if (activities.any(RuleBody.VerifyImages.class)) {
          List<RuleOutcome> own = activities.of(outcomes, RuleBody.VerifyImages.class);
          verifications.add(new Response(policy, false, own, resource));
        }
        if (activities.any(RuleBody.Validate.class)) {
          List<RuleOutcome> own = activities.of(outcomes, RuleBody.Validate.class);
          validations.add(new Response(policy, false, own, resource));
        }
        List<RuleOutcome> generated = activities.of(outcomes, RuleBody.Generate.class);
        if (!generated.isEmpty()) {
          generations.add(new Response(policy, true, generated, resource));
        }
      } else if (!outcomes.isEmpty() || ALWAYS.contains(policy.policy().kind())) {
        boolean mutates = policy.policy().kind().contains("Mutating");
        others.add(
            new Response(
                policy,
                policy.policy().kind().contains("Generating"),
                outcomes,
                mutates ? admission.resource() : resource));
      }
    }
    List<Response> all = new ArrayList<>(mutations);
    all.addAll(verifications);
    all.addAll(validations);
    all.addAll(others);
    all.addAll(generations);
    return all;
  }

  /** What the rules of a policy do, by their names; auto-generated ones as those they stand for. */
  private record Activities(KyvernoPolicy policy) {

    boolean any(Class<? extends RuleBody> body) {
      return policy.spec().rules().stream().anyMatch(rule -> body.isInstance(rule.body()));
    }

    List<RuleOutcome> of(List<RuleOutcome> outcomes, Class<? extends RuleBody> body) {
      Predicate<RuleOutcome> own = outcome -> body.isInstance(bodyOf(outcome.rule()));
      return outcomes.stream().filter(own).toList();
    }

    private RuleBody bodyOf(String name) {
      for (Rule rule : policy.spec().rules()) {
        if (RuleNames.spokeFor(rule.name(), name)) {
          return rule.body();
        }
      }
      return new RuleBody.None(policy.document());
    }
  }

  private static Resource last(List<RuleOutcome> outcomes, Resource before) {
    Resource current = before;
    for (RuleOutcome outcome : outcomes) {
      if (outcome.effect() instanceof Effect.Mutated mutated) {
        current = Resource.of(mutated.root());
      }
    }
    return current;
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
