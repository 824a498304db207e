package dev.ephor.policy;

import dev.ephor.kubernetes.KindSelector;
import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One filter of a {@link MatchBlock}. What is empty or null does not restrict it.
 *
 * @param node the filter
 * @param kinds selectors of kinds, one of which must match
 * @param name a wildcard pattern
 * @param names wildcard patterns, one of which must match
 * @param namespaces wildcard patterns, one of which must match
 * @param annotations wildcard patterns of keys and values, all of which must be found
 * @param selector what the labels must satisfy
 * @param namespaceSelector what the labels of the namespace must satisfy
 * @param operations such as {@code CREATE}, one of which must be the request's
 * @param roles wanted roles of the user as {@code namespace:name}
 * @param clusterRoles wanted cluster roles of the user
 * @param subjects users, groups and service accounts, one of which must have made the request
 */
public record ResourceFilter(
    Value node,
    List<KindSelector> kinds,
    @Nullable String name,
    List<String> names,
    List<String> namespaces,
    Map<String, String> annotations,
    @Nullable LabelSelector selector,
    @Nullable LabelSelector namespaceSelector,
    List<String> operations,
    List<String> roles,
    List<String> clusterRoles,
    List<Subject> subjects) {

  /**
   * A user, group or service account.
   *
   * @param kind {@code User}, {@code Group} or {@code ServiceAccount}
   * @param name a wildcard pattern
   * @param namespace a wildcard pattern for service accounts, otherwise empty
   */
  public record Subject(String kind, String name, String namespace) {}

  public ResourceFilter {
    kinds = List.copyOf(kinds);
    names = List.copyOf(names);
    namespaces = List.copyOf(namespaces);
    annotations = Map.copyOf(annotations);
    operations = List.copyOf(operations);
    roles = List.copyOf(roles);
    clusterRoles = List.copyOf(clusterRoles);
    subjects = List.copyOf(subjects);
  }
}
