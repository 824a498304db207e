package dev.ephor.context;

import dev.ephor.value.MapValue;
import java.util.List;
import java.util.Map;

/**
 * Something a rule may ask of the world. Questions are values: two that are equal have one answer
 * at one moment, so whoever records them can tell later whether an outcome still holds.
 *
 * @param <T> the type of the answer; an absence is an answer too
 */
public sealed interface Question<T> {

  /**
   * The labels of a namespace; empty when nothing is known of it.
   *
   * @param namespace its name
   */
  record NamespaceLabels(String namespace) implements Question<Map<String, String>> {}

  /**
   * The objects that a generate rule may clone, besides the resource that triggers it; empty when
   * there are none.
   *
   * @param policyKind {@code ClusterPolicy} or {@code Policy}
   * @param policyNamespace empty for a cluster-wide policy
   * @param policy its name
   * @param rule the rule's name
   */
  record CloneSources(String policyKind, String policyNamespace, String policy, String rule)
      implements Question<List<MapValue>> {}
}
