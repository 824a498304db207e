package dev.ephor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the documents that Kyverno reads. */
class PolicySchemasTest {

  @ParameterizedTest
  @CsvSource({
    "kyverno.io/v1, ClusterPolicy, spec.rules.validate.cel.expressions.expression",
    "kyverno.io/v1, ClusterPolicy, spec.rules.validate.cel.expressions.messageExpression",
    "kyverno.io/v1, ClusterPolicy, spec.rules.validate.cel.auditAnnotations.valueExpression",
    "kyverno.io/v1, ClusterPolicy, spec.rules.validate.cel.variables.expression",
    "kyverno.io/v1, ClusterPolicy, spec.rules.celPreconditions.expression",
    "kyverno.io/v1, ClusterPolicy, spec.webhookConfiguration.matchConditions.expression",
    "policies.kyverno.io/v1, ValidatingPolicy, spec.validations.expression",
    "policies.kyverno.io/v1, ValidatingPolicy, spec.matchConditions.expression",
    "policies.kyverno.io/v1, MutatingPolicy, spec.mutations.jsonPatch.expression",
    "policies.kyverno.io/v1, MutatingPolicy, spec.mutations.applyConfiguration.expression",
    "policies.kyverno.io/v1, MutatingPolicy, spec.targetMatchConstraints.expression",
    "policies.kyverno.io/v1, GeneratingPolicy, spec.generate.expression",
    "policies.kyverno.io/v1, DeletingPolicy, spec.conditions.expression",
    "policies.kyverno.io/v1, PolicyException, spec.matchConditions.expression",
    "admissionregistration.k8s.io/v1, ValidatingAdmissionPolicy, spec.variables.expression",
    "policies.kyverno.io/v1, ImageValidatingPolicy, spec.validations.expression",
    "policies.kyverno.io/v1, ImageValidatingPolicy, spec.images.expression",
    "policies.kyverno.io/v1, ImageValidatingPolicy, spec.matchImageReferences.expression",
    "policies.kyverno.io/v1, ImageValidatingPolicy, spec.attestors.cosign.key.expression",
    "policies.kyverno.io/v1, ImageValidatingPolicy, spec.attestors.notary.certs.expression",
    "policies.kyverno.io/v1, ImageValidatingPolicy, spec.attestors.cosign.trustedRoot.expression",
  })
  void celIsMarked(String apiVersion, String kind, String path) {
    assertThat(at(apiVersion, kind, path)).isEqualTo(ScalarSchema.of(ScalarSchema.Kind.CEL));
  }

  @ParameterizedTest
  @CsvSource({
    "kyverno.io/v1, ClusterPolicy, spec.rules.context.variable.jmesPath",
    "kyverno.io/v1, ClusterPolicy, spec.rules.context.apiCall.jmesPath",
    "kyverno.io/v1, ClusterPolicy, spec.rules.context.imageRegistry.jmesPath",
    "kyverno.io/v1, ClusterPolicy, spec.rules.context.globalReference.jmesPath",
    "kyverno.io/v1, ClusterPolicy, spec.rules.imageExtractors.any.jmesPath",
    "kyverno.io/v1, ClusterPolicy, spec.rules.validate.foreach.list",
    "kyverno.io/v1, ClusterPolicy, spec.rules.mutate.foreach.list",
    "kyverno.io/v1, ClusterPolicy, spec.rules.generate.foreach.list",
    "kyverno.io/v2alpha1, GlobalContextEntry, spec.projections.jmesPath",
  })
  void jmesPathIsMarked(String apiVersion, String kind, String path) {
    assertThat(at(apiVersion, kind, path)).isEqualTo(ScalarSchema.of(ScalarSchema.Kind.JMESPATH));
  }

  @Test
  void anExpressionIsCalledAString() {
    assertThat(ScalarSchema.Kind.values())
        .filteredOn(ScalarSchema.Kind::isText)
        .extracting(kind -> ScalarSchema.of(kind).label())
        .containsOnly("string");
  }

  @ParameterizedTest
  @CsvSource({
    "kyverno.io/v1, Policy",
    "kyverno.io/v2beta1, ClusterPolicy",
    "kyverno.io/v2, ClusterCleanupPolicy",
    "kyverno.io/v2, PolicyException",
    "kyverno.io/v2beta1, GlobalContextEntry",
    "kyverno.io/v1beta1, UpdateRequest",
    "policies.kyverno.io/v1alpha1, ImageValidatingPolicy",
    "policies.kyverno.io/v1beta1, NamespacedImageValidatingPolicy",
    "policies.kyverno.io/v1, NamespacedDeletingPolicy",
    "admissionregistration.k8s.io/v1beta1, MutatingAdmissionPolicyBinding",
    "cli.kyverno.io/v1alpha1, Context",
    "cli.kyverno.io/v1alpha1, ClusterResource",
    "wgpolicyk8s.io/v1alpha2, ClusterPolicyReport",
    "openreports.io/v1alpha1, Report",
    "reports.kyverno.io/v1, EphemeralReport",
  })
  void kindsHaveFields(String apiVersion, String kind) {
    ObjectSchema schema = PolicySchemas.of(apiVersion, kind);

    assertThat(schema).isNotNull();
    assertThat(schema.fields()).extracting(Field::name).contains("apiVersion", "metadata");
    assertThat(PolicySchemas.kinds())
        .anyMatch(type -> type.apiVersion().equals(apiVersion) && type.kind().equals(kind));
  }

  /** Namespaced forms came with v1beta1. */
  @ParameterizedTest
  @CsvSource({
    "policies.kyverno.io/v1alpha1, NamespacedValidatingPolicy",
    "kyverno.io/v2, ClusterPolicy",
    "apps/v1, Deployment",
  })
  void otherKindsHaveNone(String apiVersion, String kind) {
    assertThat(PolicySchemas.of(apiVersion, kind)).isNull();
  }

  @Test
  void fieldsAreDescribedWhereverTheyComeFrom() {
    ObjectSchema policy = PolicySchemas.of("policies.kyverno.io/v1", "ValidatingPolicy");

    assertThat(policy).isNotNull();
    assertThat(policy.describe()).hasValueSatisfying(text -> assertThat(text).startsWith("Checks"));
    assertThat(policy.describe("kind")).hasValueSatisfying(text -> assertThat(text).contains("Cl"));
    assertThat(policy.describe("spec")).isPresent();
    assertThat(PolicySchemas.configuration().describe("failOn")).isPresent();
  }

  @Test
  void anImageIsMatchedByTextOrExpression() {
    assertThat(
            PolicySchemas.of("policies.kyverno.io/v1", "ImageValidatingPolicy").fields().stream()
                .map(Field::name))
        .containsExactly("apiVersion", "kind", "metadata", "spec", "status");
    assertThat(at("policies.kyverno.io/v1", "ImageValidatingPolicy", "spec.matchImageReferences"))
        .hasToString("ImagePattern");
  }

  /** What stands at a path; lists are entered. */
  private static @Nullable Schema at(String apiVersion, String kind, String path) {
    Schema at = PolicySchemas.of(apiVersion, kind);
    for (String key : path.split("\\.")) {
      assertThat(at).as(path).isNotNull();
      at = at.under(key);
      while (at instanceof ListSchema list) {
        at = list.items();
      }
    }
    return at;
  }
}
