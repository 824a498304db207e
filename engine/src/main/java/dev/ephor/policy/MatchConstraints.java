package dev.ephor.policy;

import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a policy that is written in CEL concerns: {@code matchConstraints}, or {@code
 * matchResources} of a binding.
 *
 * @param node the clause
 * @param resourceRules one of these must hold; without any, every request matches
 * @param excludeResourceRules none of these may hold
 * @param namespaceSelector what the namespace's labels must satisfy; null for anything
 * @param objectSelector what the object's labels must satisfy; null for anything
 * @param matchPolicy {@code Equivalent} or {@code Exact}
 */
public record MatchConstraints(
    MapValue node,
    List<ResourceRule> resourceRules,
    List<ResourceRule> excludeResourceRules,
    @Nullable LabelSelector namespaceSelector,
    @Nullable LabelSelector objectSelector,
    String matchPolicy) {

  public MatchConstraints {
    resourceRules = List.copyOf(resourceRules);
    excludeResourceRules = List.copyOf(excludeResourceRules);
  }

  /** Whether this is nothing but one rule, which names no objects. */
  public boolean isOneRule() {
    return resourceRules.size() == 1
        && resourceRules.get(0).names().isEmpty()
        && excludeResourceRules.isEmpty()
        && selectsAll(namespaceSelector)
        && selectsAll(objectSelector);
  }

  private static boolean selectsAll(@Nullable LabelSelector selector) {
    return selector == null || selector.isEmpty();
  }
}
