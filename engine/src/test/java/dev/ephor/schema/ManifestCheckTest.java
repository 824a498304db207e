package dev.ephor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A manifest, and what the structure of its kind does not allow: the place, then why. */
class ManifestCheckTest {

  @Test
  void unknownFieldsWithTheNearestName() {
    assertThat(found("apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, imgae: b}]}\n"))
        .containsExactly(
            "WARNING unknown-field at imgae: Container has no field imgae: did you mean image?");
  }

  @Test
  void valuesOfAnotherType() {
    assertThat(
            found(
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: {live: true}}\n"
                    + "data: {count: 5, list: [a]}\n"))
        .containsExactly(
            "WARNING wrong-type at true: live must be a string, but this is a boolean; put it in"
                + " quotes",
            "WARNING wrong-type at 5: count must be a string, but this is a number; put it in"
                + " quotes",
            "WARNING wrong-type at list: list must be a string, but this is an array");
    assertThat(
            found(
                "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n"
                    + "spec: {ports: [{port: \"80\", targetPort: http}]}\n"))
        .containsExactly(
            "WARNING wrong-type at \"80\": port must be an integer, but this is a string");
  }

  @Test
  void valuesThatAreNotAllowed() {
    assertThat(
            found("apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: always\n  containers: []\n"))
        .containsExactly(
            "WARNING bad-value at always: restartPolicy is one of Always, OnFailure, Never; did you"
                + " mean Always?");
  }

  @Test
  void requiredFields() {
    assertThat(found("apiVersion: v1\nkind: Pod\nspec: {hostNetwork: true}\n"))
        .containsExactly(
            "INFORMATION missing-field at spec: the required field containers is missing");
  }

  @Test
  void oneOfSeveralFieldsIsNeeded() {
    String pod =
        "apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, livenessProbe: {%s}}]}\n";
    assertThat(found(pod.formatted("periodSeconds: 1")))
        .containsExactly(
            "INFORMATION missing-field at livenessProbe: one of exec, grpc, httpGet, tcpSocket is"
                + " needed");
    assertThat(found(pod.formatted("periodSeconds: 1, tcpSocket: {port: 80}"))).isEmpty();
  }

  @Test
  void versionsThatAreGoneOrGo() {
    assertThat(found("apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}\n"))
        .containsExactly(
            "WARNING deprecated-version at extensions/v1beta1: Ingress of extensions/v1beta1 is"
                + " gone since Kubernetes 1.22: use networking.k8s.io/v1");
  }

  @Test
  void aKindThatIsNotKnownIsOneHint() {
    assertThat(found("apiVersion: no/v1\nkind: Where\nspec: {a: b}\n"))
        .singleElement()
        .asString()
        .startsWith("HINT unknown-kind at Where: the fields of Where of no/v1 are not known");
  }

  @Test
  void nothingIsSaidOfStatusTemplatesAndNull() {
    assertThat(
            found(
                "apiVersion: v1\nkind: Pod\nmetadata: {creationTimestamp: null}\n"
                    + "spec: {containers: [], priority: \"{{ .p }}\"}\nstatus: {nothing: 1}\n"))
        .isEmpty();
  }

  @Test
  void customResourcesByTheirDefinition() {
    String definition =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: tabs.ex.io}
        spec:
          group: ex.io
          scope: Namespaced
          names: {kind: Tab, plural: tabs}
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec:
                      type: object
                      required: [cron]
                      properties:
                        cron: {type: string, pattern: "^[0-9 ]+$"}
                        size: {type: integer, minimum: 1, maximum: 5}
        """;
    MapValue root = (MapValue) YamlParser.parse(new Source("crd"), definition).root();
    Schemas schemas = Schemas.with(List.of(root), SchemaSource.NONE);
    assertThat(found("apiVersion: ex.io/v1\nkind: Tab\nspec: {cron: daily, size: 9}\n", schemas))
        .containsExactly(
            "WARNING bad-value at daily: cron must match ^[0-9 ]+$",
            "WARNING bad-value at 9: size must be at most 5");
  }

  private static List<String> found(String text) {
    return found(text, Schemas.BUILT_IN);
  }

  private static List<String> found(String text, Schemas schemas) {
    YamlDocument document = YamlParser.parse(new Source("test"), text);
    return ManifestCheck.of((MapValue) document.root(), schemas).stream()
        .map(
            finding -> {
              Place place = finding.place();
              var span = document.span(place.node(), place.part());
              return finding.severity()
                  + " "
                  + finding.code()
                  + " at "
                  + text.substring(span.start(), span.end())
                  + ": "
                  + finding.message();
            })
        .toList();
  }
}
