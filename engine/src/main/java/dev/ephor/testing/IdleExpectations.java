package dev.ephor.testing;

import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.UnevaluatedPolicy;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Expectations that test nothing although the reference counts them as passed: a rule or resource
 * that does not exist, the same said twice, a policy that is refused.
 */
final class IdleExpectations {

  private final TestMaterial material;
  private final List<TestProblem> problems = new ArrayList<>();

  private IdleExpectations(TestMaterial material) {
    this.material = material;
  }

  static List<TestProblem> of(
      TestDocument test, List<ExpectedResult> expected, TestMaterial material) {
    IdleExpectations idle = new IdleExpectations(material);
    Map<MapValue, ExpectedResult> seen = new HashMap<>();
    for (ExpectedResult result : expected) {
      if (seen.putIfAbsent(result.node(), result) != null) {
        idle.warn(result, "policy", "duplicate-result", "The same expectation stands above.");
      }
      idle.policyAndRule(result);
      idle.resources(test, result);
      if (!List.of("", "CREATE", "UPDATE", "DELETE").contains(result.operation())) {
        idle.warn(
            result,
            "operation",
            "unknown-operation",
            "operation is CREATE, UPDATE or DELETE; this is not read.");
      }
    }
    return idle.problems;
  }

  private void policyAndRule(ExpectedResult result) {
    List<LoadedPolicy> policies =
        material.policies().stream()
            .filter(policy -> policy.policy().name().equals(result.policyName()))
            .toList();
    for (LoadedPolicy policy : policies) {
      if (policy.policy() instanceof UnevaluatedPolicy) {
        warn(
            result,
            "policy",
            "not-evaluated",
            policy.policy().kind() + " is of a version that Kyverno 1.19 does not know.");
      }
      if (policy.refusal() != null) {
        warn(
            result,
            "policy",
            "invalid-policy",
            "Policy "
                + result.policy()
                + " is invalid and judges nothing, so this counts as passed: "
                + policy.refusal());
      }
    }
    boolean known =
        result.rule().isEmpty()
            || policies.isEmpty()
            || policies.stream().anyMatch(policy -> hasRule(policy, result.rule()));
    if (!known) {
      warn(
          result,
          "rule",
          "unknown-rule",
          "Policy "
              + result.policy()
              + " has no rule "
              + result.rule()
              + ", so this passes whatever the policy does.");
    }
  }

  private static boolean hasRule(LoadedPolicy policy, String name) {
    return !(policy.policy() instanceof KyvernoPolicy rules)
        || rules.spec().rules().stream().anyMatch(rule -> RuleNames.spokeFor(rule.name(), name));
  }

  private void resources(TestDocument test, ExpectedResult result) {
    if (result.resources() == null) {
      if (!result.specs().isEmpty()) {
        warn(
            result,
            "resourceSpecs",
            "unread-field",
            "resourceSpecs is read only where resources is written too: add 'resources: []'.");
      }
      return;
    }
    List<Resource> all = new ArrayList<>(material.resources());
    all.addAll(material.targets());
    List<String> payloads = new ArrayList<>(test.jsonPayloads());
    payloads.addAll(test.httpPayloads());
    payloads.addAll(test.envoyPayloads());
    Set<String> named = new HashSet<>();
    for (String name : result.resources()) {
      if (!named.add(name)) {
        warn(result, "resources", "duplicate-result", "Resource " + name + " is named twice.");
      }
      boolean known =
          payloads.contains(name) || all.stream().anyMatch(one -> ResourceKey.means(name, one));
      if (!known) {
        warn(
            result,
            "resources",
            "unknown-resource",
            "There is no resource "
                + name
                + " in this test. An expectation that selects no resource at all is tried on every"
                + " one.");
      }
    }
  }

  private void warn(ExpectedResult result, String field, String code, String message) {
    Value at = TestSchema.field(result.node(), field);
    problems.add(
        new TestProblem((at == null ? result.node() : at).place(Place.Part.VALUE), code, message));
  }
}
