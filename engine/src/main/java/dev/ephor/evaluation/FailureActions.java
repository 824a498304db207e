package dev.ephor.evaluation;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.policy.FailureAction;
import dev.ephor.policy.FailureActionOverride;
import dev.ephor.policy.PolicySpec;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.rule.RuleOutcome.Action;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster does about a failure of one rule, by namespace. The rule's overrides come first,
 * then the rule's action, then the policy's overrides, then the policy's action.
 */
final class FailureActions {

  private final List<FailureActionOverride> ofRule;
  private final @Nullable Action rule;
  private final List<FailureActionOverride> ofPolicy;
  private final Action policy;

  private FailureActions(
      List<FailureActionOverride> ofRule,
      @Nullable FailureAction rule,
      List<FailureActionOverride> ofPolicy,
      FailureAction policy) {
    this.ofRule = ofRule;
    this.rule = rule == null ? null : action(rule);
    this.ofPolicy = ofPolicy;
    this.policy = action(policy);
  }

  static FailureActions of(PolicySpec spec, Rule rule) {
    List<FailureActionOverride> overrides = List.of();
    FailureAction action = null;
    if (rule.body() instanceof RuleBody.Validate validate) {
      overrides = validate.failureActionOverrides();
      action = validate.failureAction();
    } else if (rule.body() instanceof RuleBody.VerifyImages images) {
      action = images.failureAction();
    }
    return new FailureActions(
        overrides, action, spec.failureActionOverrides(), spec.failureAction());
  }

  /** The action for a resource; the world is asked only where a selector of labels decides. */
  Action forResource(Resource resource, Facts facts) {
    Action override = firstMatch(ofRule, resource, facts);
    if (override != null) {
      return override;
    }
    if (rule != null) {
      return rule;
    }
    return Objects.requireNonNullElse(firstMatch(ofPolicy, resource, facts), policy);
  }

  private static @Nullable Action firstMatch(
      List<FailureActionOverride> overrides, Resource resource, Facts facts) {
    for (int i = 0; i < overrides.size(); i++) {
      if (holds(overrides.get(i), resource, facts)) {
        return action(overrides.get(i).action());
      }
    }
    return null;
  }

  private static boolean holds(FailureActionOverride override, Resource resource, Facts facts) {
    List<String> namespaces = override.namespaces();
    LabelSelector selector = override.namespaceSelector();
    if (namespaces == null) {
      return selector != null && selector.matches(namespaceLabels(resource, facts));
    }
    boolean named =
        namespaces.stream().anyMatch(name -> Wildcard.matches(name, resource.namespace()));
    return named && (selector == null || selector.matches(namespaceLabels(resource, facts)));
  }

  private static Map<String, String> namespaceLabels(Resource resource, Facts facts) {
    return resource.namespace().isEmpty()
        ? Map.of()
        : facts.ask(new Question.NamespaceLabels(resource.namespace()));
  }

  private static Action action(FailureAction action) {
    return switch (action) {
      case AUDIT -> Action.AUDIT;
      case ENFORCE -> Action.ENFORCE;
    };
  }
}
