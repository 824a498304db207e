package dev.ephor.rule.manifests;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields in which a resource may differ from what was signed, because a cluster sets them. */
final class IgnoredFields {

  private static final List<String> OF_ALL =
      List.of(
          "metadata.namespace",
          "metadata.labels.app.kubernetes.io/instance",
          "metadata.managedFields.*",
          "metadata.resourceVersion",
          "metadata.selfLink",
          "metadata.annotations.control-plane.alpha.kubernetes.io/leader",
          "metadata.annotations.kubectl.kubernetes.io/last-applied-configuration",
          "metadata.finalizers*",
          "metadata.annotations.namespace",
          "metadata.annotations.deprecated.daemonset.template.generation",
          "metadata.creationTimestamp",
          "metadata.uid",
          "metadata.generation",
          "status",
          "metadata.annotations.deployment.kubernetes.io/revision",
          "spec.containers.*.imagePullPolicy",
          "spec.containers.*.terminationMessagePath",
          "spec.containers.*.terminationMessagePolicy",
          "spec.dnsPolicy",
          "spec.restartPolicy",
          "spec.schedulerName",
          "spec.terminationGracePeriodSeconds");

  private static final List<String> OF_POLICIES =
      List.of(
          "metadata.annotations.pod-policies.kyverno.io/autogen-controllers",
          "spec.failurePolicy",
          "spec.background",
          "spec.validationFailureAction");

  private static final Map<String, List<String>> OF_KINDS =
      Map.of(
          "Pod",
          List.of(
              "spec.volumes.*.name",
              "spec.volumes.*.projected.*",
              "spec.volumes.*.configMap.defaultMode",
              "spec.containers.*.volumeMounts.*",
              "spec.tolerations.*",
              "spec.enableServiceLinks",
              "spec.preemptionPolicy",
              "spec.priority",
              "spec.serviceAccount"),
          "Deployment",
          List.of(
              "spec.progressDeadlineSeconds",
              "spec.revisionHistoryLimit",
              "spec.strategy.*",
              "spec.template.metadata.creationTimestamp",
              "spec.containers.*.ports.*.protocol",
              "spec.containers.*.resources",
              "spec.securityContext"),
          "CustomResourceDefinition",
          List.of("spec.conversion.strategy", "spec.names.listKind"),
          "Service",
          List.of(
              "spec.ports.*.nodePort",
              "spec.clusterIP",
              "spec.clusterIPs.0",
              "spec.sessionAffinity",
              "spec.type",
              "spec.ipFamilies.*",
              "spec.ipFamilyPolicy",
              "spec.internalTrafficPolicy"),
          "ServiceAccount",
          List.of("secrets.*.name", "imagePullSecrets.*.name"),
          "ClusterPolicy",
          OF_POLICIES,
          "Policy",
          OF_POLICIES);

  private final List<Pattern> patterns = new ArrayList<>();

  /**
   * @param written {@code ignoreFields} of the rule; null for none
   * @param annotations the keys of the annotations that hold message and signatures
   */
  IgnoredFields(Resource resource, @Nullable ListValue written, List<String> annotations) {
    OF_ALL.forEach(this::add);
    OF_KINDS.getOrDefault(resource.type().kind(), List.of()).forEach(this::add);
    annotations.forEach(key -> add("metadata.annotations." + key));
    for (Value binding : written == null ? List.<Value>of() : written.values()) {
      if (binding instanceof MapValue map && concerns(map.list("objects"), resource)) {
        ListValue fields = map.list("fields");
        for (Value field : fields == null ? List.<Value>of() : fields.values()) {
          String text = field.asString();
          if (text != null) {
            add(text);
          }
        }
      }
    }
  }

  boolean contains(String key) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(key).find());
  }

  /** In the reference a field is a regular expression with stars, found anywhere in a key. */
  private void add(String field) {
    try {
      patterns.add(Pattern.compile((field + "*").replace("*", ".*")));
    } catch (PatternSyntaxException invalid) {
      // a field that cannot be read ignores nothing
      return;
    }
  }

  private static boolean concerns(@Nullable ListValue objects, Resource resource) {
    if (objects == null || objects.isEmpty()) {
      return true;
    }
    for (Value object : objects.values()) {
      if (object instanceof MapValue map
          && fits(map, "group", resource.type().group())
          && fits(map, "version", resource.type().version())
          && fits(map, "kind", resource.type().kind())
          && fits(map, "name", resource.name())
          && fits(map, "namespace", resource.namespace())) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(MapValue object, String field, String value) {
    String pattern = object.string(field);
    return pattern == null || pattern.isEmpty() || Wildcard.matches(pattern, value);
  }
}
