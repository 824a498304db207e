package dev.ephor.given;

import dev.ephor.context.RuleValues;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Values} document of {@code cli.kyverno.io}: what variables are, whose labels namespaces
 * have, and which types are subresources.
 *
 * @param global values for every policy and resource, by the dotted paths of their variables
 * @param policies values for single policies; a name may occur more than once
 * @param namespaces namespaces as objects, by name
 * @param subresources types that are subresources of others
 * @see <a href="https://kyverno.io/docs/kyverno-cli/reference/kyverno_apply/">Kyverno: apply</a>
 */
public record ValuesFile(
    MapValue global,
    List<OfPolicy> policies,
    Map<String, MapValue> namespaces,
    List<Subresource> subresources) {

  /** Nothing was given. */
  public static final ValuesFile NONE =
      new ValuesFile(Reading.NOTHING, List.of(), Map.of(), List.of());

  /** The values of one policy. */
  public record OfPolicy(String policy, List<OfResource> resources, List<OfRule> rules) {}

  /** The values of a policy for resources of one name. */
  public record OfResource(String resource, MapValue values) {}

  /** The values of one rule of a policy. */
  public record OfRule(String rule, RuleValues.OfRule values) {}

  /**
   * A type that is a subresource of another.
   *
   * @param type such as {@code autoscaling/v1 Scale}
   * @param parent such as {@code apps/v1 Deployment}
   * @param name such as {@code scale}
   */
  public record Subresource(GroupVersionKind type, GroupVersionKind parent, String name) {}

  /** Reads a whole document, or what a test says under {@code values}. */
  public static Reading<ValuesFile> read(MapValue document) {
    Reading.Fields fields = new Reading.Fields();
    List<OfPolicy> policies = new ArrayList<>();
    for (MapValue policy : fields.maps(document, "policies")) {
      policies.add(
          new OfPolicy(
              fields.text(policy, "name"), resources(policy, fields), rules(policy, fields)));
    }
    return fields.strictReading(
        document,
        new ValuesFile(
            fields.map(document, "globalValues"),
            List.copyOf(policies),
            namespaces(document, fields),
            subresources(document, fields)));
  }

  /** The labels of a namespace; empty when nothing was said of it. */
  public Map<String, String> namespaceLabels(String name) {
    MapValue namespace = namespaces.get(name);
    MapValue metadata = namespace == null ? null : namespace.map("metadata");
    MapValue labels = metadata == null ? null : metadata.map("labels");
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : labels == null ? List.<String>of() : labels.keys()) {
      String text = labels == null ? null : labels.string(key);
      texts.put(key, text == null ? "" : text);
    }
    return texts;
  }

  /** A namespace as an object; null when nothing was said of it. */
  public @Nullable MapValue namespace(String name) {
    return namespaces.get(name);
  }

  private static List<OfResource> resources(MapValue policy, Reading.Fields fields) {
    List<OfResource> resources = new ArrayList<>();
    for (MapValue resource : fields.maps(policy, "resources")) {
      resources.add(new OfResource(fields.text(resource, "name"), fields.map(resource, "values")));
    }
    return List.copyOf(resources);
  }

  private static List<OfRule> rules(MapValue policy, Reading.Fields fields) {
    List<OfRule> rules = new ArrayList<>();
    for (MapValue rule : fields.maps(policy, "rules")) {
      // One map for all loops of a rule, or a list with a map for each loop.
      List<MapValue> loops =
          rule.child("foreachValues") instanceof ListValue
              ? fields.maps(rule, "foreachValues")
              : loops(fields.map(rule, "foreachValues"));
      rules.add(
          new OfRule(
              fields.text(rule, "name"), new RuleValues.OfRule(fields.map(rule, "values"), loops)));
    }
    return List.copyOf(rules);
  }

  private static List<MapValue> loops(MapValue values) {
    return values.isEmpty() ? List.of() : List.of(values);
  }

  /** Whole namespaces win over those of which only labels are given. */
  private static Map<String, MapValue> namespaces(MapValue document, Reading.Fields fields) {
    Map<String, MapValue> namespaces = new LinkedHashMap<>();
    for (MapValue entry : fields.maps(document, "namespaceSelector")) {
      String name = fields.text(entry, "name");
      MapValue labels = fields.map(entry, "labels");
      MapValue metadata =
          MapValue.builder(entry.source(), entry.node())
              .put("name", Scalar.of(name))
              .put("labels", labels)
              .build();
      namespaces.put(
          name,
          MapValue.builder(entry.source(), entry.node())
              .put("apiVersion", Scalar.of("v1"))
              .put("kind", Scalar.of("Namespace"))
              .put("metadata", metadata)
              .build());
    }
    for (MapValue namespace : fields.maps(document, "namespaces")) {
      namespaces.put(fields.text(fields.map(namespace, "metadata"), "name"), namespace);
    }
    return Map.copyOf(namespaces);
  }

  private static List<Subresource> subresources(MapValue document, Reading.Fields fields) {
    List<Subresource> subresources = new ArrayList<>();
    for (MapValue entry : fields.maps(document, "subresources")) {
      MapValue subresource = fields.map(entry, "subresource");
      String path = fields.text(subresource, "name");
      int slash = path.indexOf('/');
      Value name = subresource.child("name");
      if (slash < 0) {
        fields.problem(
            name == null ? subresource : name,
            "the name of a subresource must be RESOURCE/SUBRESOURCE, such as deployments/scale");
      } else {
        subresources.add(
            new Subresource(
                type(subresource, fields),
                type(fields.map(entry, "parentResource"), fields),
                path.substring(slash + 1)));
      }
    }
    return List.copyOf(subresources);
  }

  private static GroupVersionKind type(MapValue resource, Reading.Fields fields) {
    return new GroupVersionKind(
        fields.text(resource, "group"),
        fields.text(resource, "version"),
        fields.text(resource, "kind"));
  }
}
