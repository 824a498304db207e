package dev.ephor.policy;

import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.policy.CelMutation.PatchType;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the policies that are written in CEL, and the CEL in rules of the older kinds. */
public final class CelPolicyReader {

  private static final Map<String, FailurePolicy> FAILURE_POLICIES =
      Map.of("Fail", FailurePolicy.FAIL, "Ignore", FailurePolicy.IGNORE);
  private static final Map<String, EvaluationMode> MODES =
      Map.of(
          "Kubernetes", EvaluationMode.KUBERNETES,
          "JSON", EvaluationMode.JSON,
          "HTTP", EvaluationMode.HTTP,
          "Envoy", EvaluationMode.ENVOY);

  private static final String KYVERNO = "policies.kyverno.io/";
  private static final Set<String> VERSIONS = Set.of("v1", "v1beta1", "v1alpha1");
  private static final Set<String> NAMESPACED_VERSIONS = Set.of("v1", "v1beta1");
  private static final Set<String> KYVERNO_KINDS =
      Set.of(
          "ValidatingPolicy",
          "MutatingPolicy",
          "GeneratingPolicy",
          "DeletingPolicy",
          "ImageValidatingPolicy");
  private static final String KUBERNETES = "admissionregistration.k8s.io/";

  private final FieldReader fields;
  private final MatchReader matches;

  CelPolicyReader(FieldReader fields) {
    this.fields = fields;
    this.matches = new MatchReader(fields);
  }

  /** Whether a document is of a kind and version that is read here. */
  static boolean reads(MapValue root) {
    String kind = Objects.requireNonNullElse(root.string("kind"), "");
    String apiVersion = Objects.requireNonNullElse(root.string("apiVersion"), "");
    if (apiVersion.startsWith(KYVERNO)) {
      String version = apiVersion.substring(KYVERNO.length());
      return KYVERNO_KINDS.contains(clusterWide(kind))
          && (isNamespaced(kind) ? NAMESPACED_VERSIONS : VERSIONS).contains(version);
    }
    return switch (kind) {
      case "ValidatingAdmissionPolicy" -> apiVersion.equals(KUBERNETES + "v1");
      case "MutatingAdmissionPolicy" ->
          apiVersion.startsWith(KUBERNETES)
              && VERSIONS.contains(apiVersion.substring(KUBERNETES.length()));
      default -> false;
    };
  }

  private static boolean isNamespaced(String kind) {
    return kind.startsWith("Namespaced");
  }

  /** The name of the cluster-wide kind that a kind is a form of. */
  private static String clusterWide(String kind) {
    return isNamespaced(kind) ? kind.substring("Namespaced".length()) : kind;
  }

  CelPolicy policy(MapValue root, String kind, String name, String namespace) {
    MapValue metadata = fields.map(root, "metadata");
    MapValue spec = fields.map(root, "spec");
    return new CelPolicy(
        root,
        kind,
        name,
        isNamespaced(kind) ? namespace : "",
        metadata == null ? Map.of() : fields.stringMap(metadata, "annotations"),
        spec(spec == null ? MapValue.empty(root.source(), root.node()) : spec, clusterWide(kind)));
  }

  /** Reads a generated spec; what is wrong with it was said of the one it came from. */
  public static CelSpec spec(MapValue spec, CelPolicy policy) {
    return new CelPolicyReader(new FieldReader()).spec(spec, clusterWide(policy.kind()));
  }

  /** Named expressions, such as the {@code celPreconditions} of a rule. */
  public static List<CelClause> clauses(MapValue rule, String key) {
    return new CelPolicyReader(new FieldReader()).named(rule, key, "name", "expression");
  }

  /** The {@code matchResources} of a binding; null where nothing is written. */
  public static @Nullable MatchConstraints constraintsOf(MapValue parent, String key) {
    return new CelPolicyReader(new FieldReader()).constraints(parent, key);
  }

  /** A label selector; null where nothing is written. */
  public static @Nullable LabelSelector selectorOf(MapValue parent, String key) {
    return new MatchReader(new FieldReader()).selector(parent, key);
  }

  /** The {@code variables}, {@code auditAnnotations} and so on of a {@code validate.cel} clause. */
  public static CelBody.Admit admitted(MapValue cel) {
    CelPolicyReader reader = new CelPolicyReader(new FieldReader());
    return new CelBody.Admit(
        reader.validations(cel, "expressions"),
        reader.named(cel, "auditAnnotations", "key", "valueExpression"),
        reader.fields.map(cel, "paramKind"));
  }

  private CelSpec spec(MapValue spec, String kind) {
    MapValue evaluation = orEmpty(fields.map(spec, "evaluation"), spec);
    return new CelSpec(
        spec,
        constraints(spec, "matchConstraints"),
        named(spec, "matchConditions", "name", "expression"),
        named(spec, "variables", "name", "expression"),
        Objects.requireNonNullElse(
            fields.choice(spec, "failurePolicy", FAILURE_POLICIES), FailurePolicy.FAIL),
        Objects.requireNonNullElse(
            fields.choice(evaluation, "mode", MODES), EvaluationMode.KUBERNETES),
        enabled(evaluation, "admission"),
        enabled(evaluation, "background"),
        body(spec, kind));
  }

  private CelBody body(MapValue spec, String kind) {
    return switch (kind) {
      case "MutatingPolicy" ->
          new CelBody.Mutate(
              mutations(spec),
              Objects.equals(fields.string(spec, "reinvocationPolicy"), "IfNeeded"),
              targets(spec),
              named(spec, "auditAnnotations", "key", "valueExpression"));
      case "GeneratingPolicy" ->
          new CelBody.Generate(
              generations(spec), named(spec, "auditAnnotations", "key", "valueExpression"));
      case "ImageValidatingPolicy" -> images(spec);
      case "DeletingPolicy" -> new CelBody.Delete(named(spec, "conditions", "name", "expression"));
      case "ValidatingAdmissionPolicy" ->
          new CelBody.Admit(
              validations(spec, "validations"),
              named(spec, "auditAnnotations", "key", "valueExpression"),
              fields.map(spec, "paramKind"));
      case "MutatingAdmissionPolicy" ->
          new CelBody.MutateAdmitted(mutations(spec), fields.map(spec, "paramKind"));
      default ->
          new CelBody.Validate(
              validations(spec, "validations"),
              named(spec, "auditAnnotations", "key", "valueExpression"),
              Set.copyOf(fields.strings(spec, "validationActions")));
    };
  }

  private List<CelGeneration> generations(MapValue spec) {
    List<CelGeneration> generations = new ArrayList<>();
    for (MapValue node : fields.maps(spec, "generate")) {
      CelClause expression = text(node, "expression", "");
      generations.add(
          new CelGeneration(
              node,
              expression == null || expression.expression().isEmpty() ? null : expression,
              template(fields.map(node, "template"))));
    }
    return generations;
  }

  private @Nullable CelTemplate template(@Nullable MapValue node) {
    if (node == null) {
      return null;
    }
    CelClause text = text(node, "value", "");
    return new CelTemplate(
        text == null ? new CelClause("", "", node) : text,
        Objects.equals(fields.string(node, "interpolate"), "cel"));
  }

  private CelBody.ValidateImages images(MapValue spec) {
    MapValue configuration = orEmpty(fields.map(spec, "validationConfigurations"), spec);
    List<ImagePattern> references = new ArrayList<>();
    for (MapValue node : fields.maps(spec, "matchImageReferences")) {
      String glob = Objects.requireNonNullElse(fields.string(node, "glob"), "");
      references.add(new ImagePattern(node, glob, text(node, "expression", "")));
    }
    Map<String, MapValue> attestations = new HashMap<>();
    for (MapValue node : fields.maps(spec, "attestations")) {
      attestations.put(Objects.requireNonNullElse(fields.string(node, "name"), ""), node);
    }
    return new CelBody.ValidateImages(
        validations(spec, "validations"),
        named(spec, "auditAnnotations", "key", "valueExpression"),
        Set.copyOf(fields.strings(spec, "validationActions")),
        references,
        named(spec, "images", "name", "expression"),
        fields.maps(spec, "attestors"),
        attestations,
        fields.bool(configuration, "verifyDigest", true),
        fields.bool(configuration, "required", true));
  }

  private boolean enabled(MapValue evaluation, String key) {
    return enabled(evaluation, key, true);
  }

  private boolean enabled(MapValue evaluation, String key, boolean absent) {
    return fields.bool(orEmpty(fields.map(evaluation, key), evaluation), "enabled", absent);
  }

  private @Nullable CelTargets targets(MapValue spec) {
    MapValue evaluation = orEmpty(fields.map(spec, "evaluation"), spec);
    if (!enabled(evaluation, "mutateExisting", false)) {
      return null;
    }
    MatchConstraints targets = constraints(spec, "targetMatchConstraints");
    CelClause expression = targets == null ? null : text(targets.node(), "expression", "");
    return new CelTargets(
        targets == null || targets.resourceRules().isEmpty()
            ? constraints(spec, "matchConstraints")
            : targets,
        expression == null || expression.expression().isEmpty() ? null : expression,
        named(spec, "targetMatchConditions", "name", "expression"));
  }

  /** Reads {@code matchConstraints} or {@code matchResources}; null where nothing is written. */
  @Nullable MatchConstraints constraints(MapValue parent, String key) {
    MapValue node = fields.map(parent, key);
    if (node == null) {
      return null;
    }
    return new MatchConstraints(
        node,
        fields.maps(node, "resourceRules").stream().map(this::rule).toList(),
        fields.maps(node, "excludeResourceRules").stream().map(this::rule).toList(),
        matches.selector(node, "namespaceSelector"),
        matches.selector(node, "objectSelector"),
        Objects.requireNonNullElse(fields.string(node, "matchPolicy"), "Equivalent"));
  }

  private ResourceRule rule(MapValue node) {
    return new ResourceRule(
        node,
        fields.strings(node, "apiGroups"),
        fields.strings(node, "apiVersions"),
        fields.strings(node, "resources"),
        fields.strings(node, "operations"),
        fields.strings(node, "resourceNames"),
        Objects.requireNonNullElse(fields.string(node, "scope"), ResourceRule.ALL));
  }

  private List<CelClause> named(MapValue parent, String key, String nameKey, String textKey) {
    List<CelClause> texts = new ArrayList<>();
    for (MapValue node : fields.maps(parent, key)) {
      String name = Objects.requireNonNullElse(fields.string(node, nameKey), "");
      CelClause text = text(node, textKey, name);
      texts.add(text == null ? new CelClause(name, "", node) : text);
    }
    return texts;
  }

  private @Nullable CelClause text(MapValue parent, String key, String name) {
    Value node = parent.child(key);
    String text = fields.string(parent, key);
    return node == null || text == null ? null : new CelClause(name, text, node);
  }

  private List<CelValidation> validations(MapValue parent, String key) {
    List<CelValidation> validations = new ArrayList<>();
    for (MapValue node : fields.maps(parent, key)) {
      CelClause expression = text(node, "expression", "");
      CelClause message = text(node, "messageExpression", "");
      validations.add(
          new CelValidation(
              node,
              expression == null ? new CelClause("", "", node) : expression,
              Objects.requireNonNullElse(fields.string(node, "message"), ""),
              message == null || message.expression().isEmpty() ? null : message,
              Objects.requireNonNullElse(fields.string(node, "reason"), "")));
    }
    return validations;
  }

  private List<CelMutation> mutations(MapValue spec) {
    List<CelMutation> mutations = new ArrayList<>();
    for (MapValue node : fields.maps(spec, "mutations")) {
      boolean patch = Objects.equals(fields.string(node, "patchType"), "JSONPatch");
      MapValue clause = orEmpty(fields.map(node, patch ? "jsonPatch" : "applyConfiguration"), node);
      CelClause expression = text(clause, "expression", "");
      mutations.add(
          new CelMutation(
              node,
              patch ? PatchType.JSON_PATCH : PatchType.APPLY_CONFIGURATION,
              expression == null ? new CelClause("", "", clause) : expression));
    }
    return mutations;
  }

  private static MapValue orEmpty(@Nullable MapValue map, MapValue parent) {
    return map == null ? MapValue.empty(parent.source(), parent.node()) : map;
  }
}
