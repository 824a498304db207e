package dev.ephor.rule.generate;

import dev.ephor.kubernetes.Resource;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Who makes documents: their labels tell it, so that a cluster can find them again.
 *
 * @param policy the policy's name
 * @param policyNamespace its namespace; empty for a cluster-wide policy
 * @param rule the rule's name
 * @param trigger the resource for which they are made
 * @see <a
 *     href="https://kyverno.io/docs/policy-types/cluster-policy/generate/#linking-trigger-with-downstream">Kyverno:
 *     linking trigger with downstream</a>
 */
public record Owner(String policy, String policyNamespace, String rule, Resource trigger) {

  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final String PREFIX = "generate.kyverno.io/";

  /**
   * A document with its owner's labels; they hide others of their names. Labels that are no strings
   * are lost, as in the reference.
   *
   * @param clause what they are said to come from
   */
  MapValue label(MapValue document, Value clause) {
    MapValue metadata = trigger.root().map("metadata");
    String uid = metadata == null ? null : metadata.string("uid");
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(MANAGED_BY, "kyverno");
    labels.put(PREFIX + "policy-name", policy);
    labels.put(PREFIX + "policy-namespace", policyNamespace);
    labels.put(PREFIX + "rule-name", rule);
    labels.put(PREFIX + "trigger-version", trigger.type().version());
    labels.put(PREFIX + "trigger-group", trigger.type().group());
    labels.put(PREFIX + "trigger-kind", trigger.type().kind());
    labels.put(PREFIX + "trigger-namespace", trigger.namespace());
    labels.put(PREFIX + "trigger-uid", Objects.requireNonNullElse(uid, ""));
    return withLabels(document, labels, clause);
  }

  /** A copy of a document with labels that tell of what it is a copy. */
  static MapValue labelCopy(MapValue source, Value clause) {
    Target origin = Target.of(source);
    int slash = origin.apiVersion().indexOf('/');
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(PREFIX + "clone-source", "");
    labels.put(PREFIX + "source-group", slash < 0 ? "" : origin.apiVersion().substring(0, slash));
    labels.put(PREFIX + "source-version", origin.apiVersion().substring(slash + 1));
    labels.put(PREFIX + "source-kind", origin.kind());
    labels.put(PREFIX + "source-namespace", origin.namespace());
    labels.put(PREFIX + "source-name", origin.name());
    return withLabels(source, labels, clause);
  }

  private static MapValue withLabels(MapValue document, Map<String, String> labels, Value clause) {
    MapValue metadata = document.map("metadata");
    MapValue present = metadata == null ? null : metadata.map("labels");
    MapValue.Builder builder =
        present == null || !holdsStrings(present)
            ? MapValue.builder(clause.source(), clause.node())
            : present.toBuilder();
    labels.forEach(
        (key, value) -> builder.put(key, new Scalar(value, clause.source(), clause.node())));
    MapValue.Builder all =
        metadata == null ? MapValue.builder(clause.source(), clause.node()) : metadata.toBuilder();
    return document.with("metadata", all.put("labels", builder.build()).build());
  }

  private static boolean holdsStrings(MapValue map) {
    for (int i = 0; i < map.size(); i++) {
      if (map.valueAt(i).asString() == null) {
        return false;
      }
    }
    return true;
  }
}
