package dev.ephor.policy.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenExpressionsTest {

  private static final String RULE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      spec:
        rules:
          - name: r
      """;

  @Test
  void celOfTheNewKinds() {
    assertThat(
            found(
                """
                apiVersion: policies.kyverno.io/v1
                kind: ValidatingPolicy
                spec:
                  variables:
                    - name: a
                      expression: object.spec
                  validations:
                    - expression: >-
                        object.a ==
                        variables.a
                      message: "{{ not here }}"
                """))
        .containsExactly("CEL object.spec", "CEL object.a == variables.a");
  }

  @Test
  void placeholdersOfTemplates() {
    String policy =
        """
        apiVersion: policies.kyverno.io/v1
        kind: GeneratingPolicy
        spec:
          generate:
            - template:
                interpolate: %s
                value: |
                  kind: ConfigMap
                  metadata:
                    name: (( object.metadata.name ))-(( f(')) ') ))
                    labels: ((variables.l))
                  data: {a: \\((no)), b: (( variab
                  c: d
        """;
    assertThat(found(policy.formatted("cel")))
        .containsExactly(
            "CEL  object.metadata.name ", "CEL  f(')) ') ", "CEL variables.l", "CEL  variab");
    assertThat(found(policy.formatted("none"))).isEmpty();
  }

  @Test
  void rulesOfDefinitions() {
    assertThat(
            found(
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                spec:
                  versions:
                    - name: v1
                      schema:
                        openAPIV3Schema:
                          type: object
                          x-kubernetes-validations:
                            - {rule: self.a < self.b, message: "a.b", messageExpression: "'x'"}
                          properties: {rule: {type: string}}
                """))
        .containsExactly("CEL self.a < self.b", "CEL 'x'");
  }

  @Test
  void variablesAndJmesPathOfTheOldOnes() {
    assertThat(
            found(
                RULE
                    + """
                          context:
                            - name: c
                              variable: {jmesPath: request.object.a}
                            - name: d
                              apiCall: {urlPath: "/api/{{ request.namespace }}/x", jmesPath: "items[]"}
                          validate:
                            message: "{{c}} and {{ d }}"
                            pattern: {metadata: {"{{ request.name }}": x}}
                    """))
        .containsExactly(
            "JMESPATH request.object.a",
            "VARIABLE  request.namespace ",
            "JMESPATH items[]",
            "VARIABLE c",
            "VARIABLE  d ",
            "VARIABLE  request.name ");
  }

  @Test
  void variablesInVariablesAndBracesInThem() {
    assertThat(
            found(
                RULE
                    + "      validate:\n"
                    + "        message: \"{{ a.{{ b }} }} {{ {c: d} }} \\\\{{ no }}\"\n"))
        .containsExactly("VARIABLE  b ", "VARIABLE  a.xxxxxxx ", "VARIABLE  {c: d} ");
  }

  @Test
  void aVariableThatIsBeingTyped() {
    assertThat(found(RULE + "      validate:\n        message: \"see {{ request.\"\n"))
        .containsExactly("VARIABLE  request.");
  }

  @Test
  void theInnermostAtAnOffset() {
    String text = RULE + "      validate:\n        message: \"{{ a.{{ b| }} }}\"\n";
    int cursor = text.indexOf('|');
    YamlDocument document = read(text.replace("|", ""));
    WrittenExpression found = WrittenExpressions.at(document, cursor).orElseThrow();
    assertThat(found.text()).isEqualTo(" b ");
    assertThat(found.offsetOf(cursor)).isEqualTo(2);
    assertThat(document.text().substring(found.span().start(), found.span().end()))
        .isEqualTo(" b ");
  }

  private static List<String> found(String text) {
    return WrittenExpressions.of(read(text)).stream()
        .map(expression -> expression.language() + " " + expression.text())
        .toList();
  }

  private static YamlDocument read(String text) {
    return YamlParser.parse(new Source("test"), text);
  }
}
