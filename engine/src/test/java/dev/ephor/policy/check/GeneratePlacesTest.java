package dev.ephor.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where generated objects are put; each problem is shown after the text it is about. */
class GeneratePlacesTest {

  @Test
  void namespacedKindsNeedANamespaceAndOthersHaveNone() {
    assertThat(problems("ClusterPolicy", "{apiVersion: v1, kind: ConfigMap, name: c, data: {}}"))
        .containsExactly("ConfigMap: ConfigMap lives in a namespace: say in which, with namespace");
    assertThat(
            problems(
                "ClusterPolicy",
                "{apiVersion: v1, kind: Namespace, namespace: x, name: c, data: {}}"))
        .containsExactly("namespace: Namespace lives in no namespace: remove namespace");
    assertThat(
            problems(
                "ClusterPolicy",
                "{foreach: [{list: a, apiVersion: v1, kind: Secret, name: c, data: {}}]}"))
        .containsExactly("Secret: Secret lives in a namespace: say in which, with namespace");
    assertThat(
            problems(
                "ClusterPolicy",
                "{apiVersion: example.com/v1, kind: Thing, namespace: x, name: c, data: {}}"))
        .isEmpty();
  }

  @Test
  void aPolicyStaysInItsNamespace() {
    assertThat(
            problems(
                "Policy",
                "{apiVersion: v1, kind: Secret, namespace: shop, name: c, clone: {name: s,"
                    + " namespace: other}}"))
        .containsExactly(
            "other: a Policy generates and clones in its own namespace only: write shop");
    assertThat(problems("Policy", "{apiVersion: v1, kind: Namespace, name: c, data: {}}"))
        .containsExactly(
            "Namespace: a Policy generates in its own namespace only, and Namespace lives in none:"
                + " use a ClusterPolicy");
  }

  @Test
  void notaryKnowsCertificatesOnly() {
    assertThat(
            problems(
                "ClusterPolicy",
                "verifyImages",
                "[{type: Notary, mutateDigest: false, imageReferences: ['*'], attestors: [{entries:"
                    + " [keyless: {issuer: i, subject: s, roots: r}]}]}]"))
        .singleElement()
        .asString()
        .endsWith("signatures of type Notary are verified by certificates only");
  }

  private static List<String> problems(String kind, String generate) {
    return problems(kind, "generate", generate);
  }

  private static List<String> problems(String kind, String field, String body) {
    String text =
        """
        apiVersion: kyverno.io/v1
        kind: %s
        metadata: {name: p, namespace: shop}
        spec:
          rules:
          - name: r
            match: {any: [{resources: {kinds: [Pod]}}]}
            %s: %s
        """
            .formatted(kind, field, body);
    YamlDocument document = YamlParser.parse(new Source("policy"), text);
    return PolicyChecks.check((MapValue) document.root()).stream()
        .map(
            problem -> {
              var span = document.span(problem.place().node(), problem.place().part());
              return text.substring(span.start(), span.end()) + ": " + problem.message();
            })
        .toList();
  }
}
