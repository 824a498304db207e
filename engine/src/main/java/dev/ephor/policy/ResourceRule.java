package dev.ephor.policy;

import dev.ephor.value.MapValue;
import java.util.List;

/**
 * One of the {@code resourceRules} of a policy that is written in CEL: which requests it concerns.
 *
 * @param node the rule
 * @param groups API groups; {@code *} for all, empty text for the core group
 * @param versions versions; {@code *} for all
 * @param resources plural names, with a subresource after a slash; {@code *} for all
 * @param operations such as {@code CREATE}; {@code *} for all. None match without any
 * @param names names of the objects; all when there are none
 * @param scope {@code Cluster}, {@code Namespaced} or {@code *}
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-rules">Kubernetes:
 *     Matching requests</a>
 */
public record ResourceRule(
    MapValue node,
    List<String> groups,
    List<String> versions,
    List<String> resources,
    List<String> operations,
    List<String> names,
    String scope) {

  /** What stands for everything. */
  public static final String ALL = "*";

  public ResourceRule {
    groups = List.copyOf(groups);
    versions = List.copyOf(versions);
    resources = List.copyOf(resources);
    operations = List.copyOf(operations);
    names = List.copyOf(names);
  }
}
