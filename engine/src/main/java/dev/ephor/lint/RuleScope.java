package dev.ephor.lint;

import dev.ephor.kubernetes.KindSelector;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.policy.ApplyRules;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.MatchBlock;
import dev.ephor.policy.PolicySpec;
import dev.ephor.policy.ResourceFilter;
import dev.ephor.policy.Rule;
import dev.ephor.value.Value;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a rule concerns, as far as two rules can be compared by it.
 *
 * @param policy the rule's policy
 * @param rule the rule
 * @param kinds the kinds that it matches; empty where they are not plain names
 * @param open whether nothing but the kinds restricts it
 */
record RuleScope(KyvernoPolicy policy, Rule rule, Set<String> kinds, boolean open) {

  static RuleScope of(KyvernoPolicy policy, Rule rule) {
    boolean open =
        rule.exclude() == null
            && rule.preconditions() == null
            && rule.celPreconditions() == null
            && (rule.match().mode() == MatchBlock.Mode.ANY || rule.match().filters().size() == 1)
            && rule.match().filters().stream().allMatch(RuleScope::isOpen);
    return new RuleScope(policy, rule, kinds(rule.match()), open);
  }

  /** Whether a filter names kinds and nothing else. */
  static boolean isOpen(ResourceFilter filter) {
    return !filter.kinds().isEmpty()
        && filter.operations().isEmpty()
        && namesAll(filter)
        && filter.roles().isEmpty()
        && filter.clusterRoles().isEmpty()
        && filter.subjects().isEmpty();
  }

  /** Whether a filter leaves out no resource of its kinds. */
  static boolean namesAll(ResourceFilter filter) {
    return (filter.name() == null || filter.name().equals("*"))
        && (filter.names().isEmpty() || filter.names().contains("*"))
        && (filter.namespaces().isEmpty() || filter.namespaces().contains("*"))
        && filter.annotations().isEmpty()
        && filter.selector() == null
        && filter.namespaceSelector() == null;
  }

  private static Set<String> kinds(MatchBlock match) {
    Set<String> kinds = new LinkedHashSet<>();
    for (ResourceFilter filter : match.filters()) {
      if (filter.kinds().isEmpty()) {
        return Set.of();
      }
      for (KindSelector kind : filter.kinds()) {
        String name = name(kind);
        if (name == null) {
          return Set.of();
        }
        kinds.add(name);
      }
    }
    return match.mode() == MatchBlock.Mode.ALL && match.filters().size() > 1 ? Set.of() : kinds;
  }

  /** A kind's name where it means that kind in any version; its whole text where it is exact. */
  private static @Nullable String name(KindSelector kind) {
    if (!kind.subresource().isEmpty() || Wildcard.containsWildcard(kind.kind())) {
      return null;
    }
    return kind.group().equals("*") && kind.version().equals("*")
        ? kind.kind()
        : kind.group() + "/" + kind.version() + "/" + kind.kind();
  }

  /** Whether every request of the other's is also one of this. */
  boolean covers(RuleScope other) {
    boolean anyTime =
        policy.spec().admission() && (policy.spec().background() || !other.spec().background());
    return anyTime
        && comparable(other)
        && autogen().equals(other.autogen())
        && (isWrittenAs(other)
            || (open
                && !other.kinds.isEmpty()
                && kinds.containsAll(other.kinds)
                && (kinds.equals(other.kinds) || !mentionsPods(other))));
  }

  /** Whether there surely are objects that both concern, provided that either ever acts. */
  boolean meets(RuleScope other) {
    return comparable(other)
        && (isWrittenAs(other)
            || ((open || other.open) && other.kinds.stream().anyMatch(kinds::contains)));
  }

  /** Rules for pods become rules for their controllers only in company that allows it. */
  private static boolean mentionsPods(RuleScope scope) {
    return scope.kinds.stream().anyMatch(kind -> kind.endsWith("Pod"));
  }

  private PolicySpec spec() {
    return policy.spec();
  }

  private String autogen() {
    return policy.annotations().getOrDefault(KyvernoPolicy.AUTOGEN_CONTROLLERS, "");
  }

  private boolean comparable(RuleScope other) {
    boolean namespaces =
        policy.namespace().isEmpty() || policy.namespace().equals(other.policy.namespace());
    return namespaces
        && spec().applyRules() == ApplyRules.ALL
        && Objects.equals(spec().webhookConfiguration(), other.spec().webhookConfiguration());
  }

  /** Whether both select in the same words; variables of a context mean the same only there. */
  private boolean isWrittenAs(RuleScope other) {
    return rule.match().node().equals(other.rule.match().node())
        && Objects.equals(node(rule.exclude()), node(other.rule.exclude()))
        && Objects.equals(rule.preconditions(), other.rule.preconditions())
        && Objects.equals(rule.celPreconditions(), other.rule.celPreconditions())
        && Objects.equals(rule.context(), other.rule.context());
  }

  private static @Nullable Value node(@Nullable MatchBlock block) {
    return block == null ? null : block.node();
  }
}
