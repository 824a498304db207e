package dev.ephor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.kubernetes.GroupVersionKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubernetesFactsTest {

  private static final ObjectSchema POD_SPEC = object("v1", "Pod", "spec");
  private static final ObjectSchema CONTAINER =
      (ObjectSchema) ((ListSchema) POD_SPEC.under("containers")).items();

  @Test
  void fieldsKnowWhetherTheyAreRequired() {
    assertThat(required(POD_SPEC)).containsExactly("containers");
    assertThat(required(CONTAINER)).containsExactly("name");
    assertThat(required(object("apps/v1", "Deployment", "spec")))
        .containsExactly("selector", "template");
    assertThat(required(object("networking.k8s.io/v1", "Ingress", "spec"))).isEmpty();
  }

  @Test
  void stringsKnowTheirValues() {
    assertThat(scalar(CONTAINER, "imagePullPolicy").allowed())
        .containsExactly("Always", "IfNotPresent", "Never");
    ObjectSchema volume = (ObjectSchema) POD_SPEC.under("volumes").item();
    assertThat(scalar((ObjectSchema) volume.under("hostPath"), "type").allowed())
        .startsWith("", "DirectoryOrCreate");
    ObjectSchema claim = object("v1", "PersistentVolumeClaim", "spec");
    assertThat(((ScalarSchema) claim.under("accessModes").item()).allowed())
        .contains("ReadWriteOnce");
    ObjectSchema request = object("certificates.k8s.io/v1", "CertificateSigningRequest", "spec");
    assertThat(((ScalarSchema) request.under("usages").item()).allowed())
        .contains("digital signature", "s/mime");
  }

  @Test
  void someValuesAreOnlyUsual() {
    ScalarSchema type = (ScalarSchema) object("v1", "Secret").under("type");

    assertThat(type.usual()).contains("Opaque", "kubernetes.io/tls").doesNotContain("...");
    assertThat(type.allowed()).isEmpty();
  }

  @Test
  void typesAndFieldsAreDescribed() {
    assertThat(POD_SPEC.describe()).get().asString().contains("pod");
    assertThat(CONTAINER.describe("imagePullPolicy")).get().asString().contains("IfNotPresent");
    assertThat(CONTAINER.describe("securityContext"))
        .as("an object without a text of its own is described by its type")
        .isEqualTo(((ObjectSchema) CONTAINER.under("securityContext")).describe())
        .isPresent();
    assertThat(CONTAINER.describe("imagePullPolcy")).isEmpty();
    assertThat(object("gateway.networking.k8s.io/v1", "HTTPRoute", "spec").describe("hostnames"))
        .isPresent();
  }

  @Test
  void nearlyEveryFieldOfASpecIsDescribed() {
    int fields = 0;
    int described = 0;
    for (KubernetesIndex.Kind kind : KubernetesIndex.kinds()) {
      if (KubernetesIndex.type(kind.type()).under("spec") instanceof ObjectSchema spec) {
        for (Field field : spec.fields()) {
          fields++;
          described += spec.describe(field.name()).isPresent() ? 1 : 0;
        }
      }
    }
    assertThat(described).isGreaterThan(fields * 85 / 100);
  }

  @Test
  void oldVersionsKnowTheirReplacement() {
    assertThat(deprecated("extensions/v1beta1", "Ingress"))
        .isEqualTo(
            new Deprecation(
                "1.14", "1.22", GroupVersionKind.of("networking.k8s.io/v1", "Ingress")));
    assertThat(deprecated("policy/v1beta1", "PodSecurityPolicy"))
        .isEqualTo(new Deprecation("1.21", "1.25", null));
    assertThat(deprecated("v1", "Endpoints").removed()).isNull();
    assertThat(KubernetesIndex.deprecated(GroupVersionKind.of("apps/v1", "Deployment"))).isEmpty();
  }

  private static Deprecation deprecated(String apiVersion, String kind) {
    return KubernetesIndex.deprecated(GroupVersionKind.of(apiVersion, kind)).orElseThrow();
  }

  private static List<String> required(ObjectSchema type) {
    return type.fields().stream().filter(Field::required).map(Field::name).toList();
  }

  private static ScalarSchema scalar(ObjectSchema type, String field) {
    return (ScalarSchema) type.under(field);
  }

  private static ObjectSchema object(String apiVersion, String kind, String... path) {
    Schema at = KubernetesIndex.type(GroupVersionKind.of(apiVersion, kind));
    for (String name : path) {
      at = at.under(name);
    }
    return (ObjectSchema) at;
  }
}
