package dev.ephor.policy;

import dev.ephor.kubernetes.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another failure action for some namespaces.
 *
 * @param action what holds there
 * @param namespaces wildcard patterns, one of which must describe the namespace; null when the
 *     labels alone decide
 * @param namespaceSelector what the namespace's labels must satisfy; null when the name decides
 */
public record FailureActionOverride(
    FailureAction action,
    @Nullable List<String> namespaces,
    @Nullable LabelSelector namespaceSelector) {

  public FailureActionOverride {
    namespaces = namespaces == null ? null : List.copyOf(namespaces);
  }
}
