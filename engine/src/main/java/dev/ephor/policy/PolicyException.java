package dev.ephor.policy;

import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code PolicyException} of {@code kyverno.io}: resources that rules of certain policies leave
 * alone.
 *
 * @param document the whole document
 * @param name {@code metadata.name}
 * @param namespace {@code metadata.namespace}; empty where none is written
 * @param match the resources
 * @param conditions what else must hold; null for nothing
 * @param exempted the rules
 * @param podSecurity the only controls of the Pod Security Standards that are lifted; null where
 *     whole rules are
 * @see <a href="https://kyverno.io/docs/exceptions/">Kyverno: policy exceptions</a>
 */
public record PolicyException(
    MapValue document,
    String name,
    String namespace,
    MatchBlock match,
    @Nullable Value conditions,
    List<Exempted> exempted,
    @Nullable ListValue podSecurity) {

  /**
   * Rules of one policy.
   *
   * @param node the entry
   * @param policy the policy's name; with namespace and slash before it for a policy that has one
   * @param rules names with wildcards; generated rules have names of their own
   */
  public record Exempted(MapValue node, String policy, List<String> rules) {
    public Exempted {
      rules = List.copyOf(rules);
    }

    boolean names(String otherPolicy, String rule) {
      return policy.equals(otherPolicy)
          && rules.stream().anyMatch(pattern -> Wildcard.matches(pattern, rule));
    }
  }

  public PolicyException {
    exempted = List.copyOf(exempted);
  }

  /** The entry that names a rule of a policy; null for none. */
  public @Nullable Exempted exempting(String policy, String rule) {
    for (Exempted one : exempted) {
      if (one.names(policy, rule)) {
        return one;
      }
    }
    return null;
  }

  /** Its name, with namespace and slash before it where it has one. */
  public String qualifiedName() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
