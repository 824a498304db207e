package dev.ephor.policy;

import dev.ephor.text.Severity;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns documents into policies. */
public final class PolicyReader {

  private static final Set<String> VERSIONS = Set.of("kyverno.io/v1", "kyverno.io/v2beta1");
  private static final Set<String> KINDS = Set.of("ClusterPolicy", "Policy");

  /** Kinds of policies that are known by name only, by their groups. */
  private static final Map<String, Set<String>> UNEVALUATED =
      Map.of(
          "kyverno.io",
          Set.of("CleanupPolicy", "ClusterCleanupPolicy"),
          "policies.kyverno.io",
          Set.of(
              "DeletingPolicy",
              "GeneratingPolicy",
              "ImageValidatingPolicy",
              "MutatingPolicy",
              "NamespacedDeletingPolicy",
              "NamespacedGeneratingPolicy",
              "NamespacedImageValidatingPolicy",
              "NamespacedMutatingPolicy",
              "NamespacedValidatingPolicy",
              "ValidatingPolicy"),
          "admissionregistration.k8s.io",
          Set.of("MutatingAdmissionPolicy", "ValidatingAdmissionPolicy"));

  private static final Map<String, ApplyRules> APPLY_RULES =
      Map.of("All", ApplyRules.ALL, "One", ApplyRules.ONE);
  private static final Map<String, FailurePolicy> FAILURE_POLICIES =
      Map.of("Fail", FailurePolicy.FAIL, "Ignore", FailurePolicy.IGNORE);

  private PolicyReader() {}

  /**
   * Whether a document is meant to be a policy: its kind says so, whatever else is wrong with it.
   */
  public static boolean isPolicy(Value root) {
    return root instanceof MapValue map && (isKyvernoPolicy(map) || isUnevaluated(map));
  }

  /** Reads a document for which {@link #isPolicy} holds. */
  public static PolicyReading read(MapValue root) {
    FieldReader fields = new FieldReader();
    String kind = Objects.requireNonNullElse(root.string("kind"), "");
    MapValue metadata = orEmpty(fields.map(root, "metadata"), root);
    String name = Objects.requireNonNullElse(fields.string(metadata, "name"), "");
    String namespace = Objects.requireNonNullElse(fields.string(metadata, "namespace"), "");
    if (CleanupReader.reads(root)) {
      CleanupPolicy policy = new CleanupReader(fields).policy(root, kind, name, namespace);
      return new PolicyReading(policy, fields.problems());
    } else if (CelPolicyReader.reads(root)) {
      CelPolicy policy = new CelPolicyReader(fields).policy(root, kind, name, namespace);
      return new PolicyReading(policy, fields.problems());
    }
    if (!isKyvernoPolicy(root)) {
      return new PolicyReading(
          new UnevaluatedPolicy(root, kind, name, namespace), List.of(unevaluated(root, kind)));
    }
    PolicySpec spec = spec(orEmpty(fields.map(root, "spec"), root), fields);
    Map<String, String> annotations = fields.stringMap(metadata, "annotations");
    String place = kind.equals("ClusterPolicy") ? "" : namespace.isEmpty() ? "default" : namespace;
    return new PolicyReading(
        new KyvernoPolicy(root, kind, name, place, annotations, spec), fields.problems());
  }

  private static PolicySpec spec(MapValue spec, FieldReader fields) {
    RuleReader rules = new RuleReader(fields);
    return new PolicySpec(
        fields.maps(spec, "rules").stream().map(rules::rule).toList(),
        Objects.requireNonNullElse(fields.choice(spec, "applyRules", APPLY_RULES), ApplyRules.ALL),
        Objects.requireNonNullElse(
            rules.failureAction(spec, "validationFailureAction"), FailureAction.AUDIT),
        rules.overrides(spec, "validationFailureActionOverrides"),
        Objects.requireNonNullElse(
            fields.choice(spec, "failurePolicy", FAILURE_POLICIES), FailurePolicy.FAIL),
        fields.bool(spec, "background", true),
        fields.bool(spec, "admission", true),
        fields.bool(spec, "emitWarning", false),
        fields.bool(spec, "schemaValidation", true),
        fields.bool(spec, "generateExisting", false)
            || fields.bool(spec, "generateExistingOnPolicyUpdate", false),
        fields.bool(spec, "mutateExistingOnPolicyUpdate", false),
        fields.bool(spec, "useServerSideApply", false),
        fields.map(spec, "webhookConfiguration"));
  }

  private static PolicyProblem unevaluated(MapValue root, String kind) {
    Value where = root.child("kind");
    return new PolicyProblem(
        (where == null ? root : where).place(Place.Part.VALUE),
        Severity.INFORMATION,
        "not-evaluated",
        kind
            + " has no version "
            + Objects.requireNonNullElse(root.string("apiVersion"), "")
            + " that Kyverno 1.19 knows: no resource is judged by this policy.");
  }

  private static boolean isKyvernoPolicy(MapValue root) {
    return KINDS.contains(Objects.requireNonNullElse(root.string("kind"), ""))
        && VERSIONS.contains(Objects.requireNonNullElse(root.string("apiVersion"), ""));
  }

  private static boolean isUnevaluated(MapValue root) {
    String apiVersion = Objects.requireNonNullElse(root.string("apiVersion"), "");
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return UNEVALUATED
        .getOrDefault(group, Set.of())
        .contains(Objects.requireNonNullElse(root.string("kind"), ""));
  }

  private static MapValue orEmpty(@Nullable MapValue map, MapValue parent) {
    return map == null ? MapValue.empty(parent.source(), parent.node()) : map;
  }
}
