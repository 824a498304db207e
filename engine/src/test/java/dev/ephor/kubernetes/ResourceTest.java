package dev.ephor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import org.junit.jupiter.api.Test;

class ResourceTest {

  @Test
  void namespacedObjectsWithoutANamespaceAreInDefault() {
    Resource pod = resource("{apiVersion: v1, kind: Pod, metadata: {name: a}}");
    assertThat(pod.namespace()).isEqualTo("default");
    assertThat(pod.root().map("metadata").string("namespace")).isEqualTo("default");
    assertThat(resource("{apiVersion: v1, kind: Pod}").namespace()).isEqualTo("default");
  }

  @Test
  void kindsThatNobodyKnowsCountAsNamespaced() {
    assertThat(resource("{apiVersion: acme.io/v1, kind: Rocket}").namespace()).isEqualTo("default");
    assertThat(resource("{apiVersion: acme.io/v1, kind: ClusterRole}").namespace())
        .isEqualTo("default");
  }

  @Test
  void clusterScopedObjectsHaveNone() {
    assertThat(resource("{apiVersion: v1, kind: Namespace, metadata: {name: a}}").namespace())
        .isEmpty();
    assertThat(
            resource("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole}").namespace())
        .isEmpty();
  }

  @Test
  void aGeneratedNameStandsIn() {
    assertThat(resource("{apiVersion: v1, kind: Pod, metadata: {generateName: a-}}").name())
        .isEqualTo("a-");
  }

  @Test
  void certainNullsAreEmptyMaps() {
    Resource pod =
        resource(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              labels:
              name: a
            spec:
              list:
              - nodeSelector:
              hostNetwork:
            """);
    assertThat(pod.root().map("metadata").map("labels")).isEmpty();
    assertThat(((MapValue) pod.root().map("spec").list("list").at(0)).map("nodeSelector"))
        .isEmpty();
    assertThat(pod.root().map("spec").child("hostNetwork").isNull()).isTrue();
  }

  @Test
  void fieldsOfWrongTypesCountAsMissing() {
    Resource odd = resource("{apiVersion: 1, kind: [Pod], metadata: text}");
    assertThat(odd.type()).isEqualTo(new GroupVersionKind("", "", ""));
    assertThat(odd.name()).isEmpty();
    assertThat(odd.labels()).isEmpty();
  }

  private static Resource resource(String text) {
    return Resource.of((MapValue) YamlParser.parse(new Source("test"), text).root());
  }
}
