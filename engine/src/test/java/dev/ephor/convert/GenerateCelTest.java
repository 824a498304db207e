package dev.ephor.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Generate rules as GeneratingPolicies. Each was proven by comparing what is generated. */
class GenerateCelTest {

  private static String generating(String kind, String generate) {
    PolicyConversion conversion =
        Conversions.of(kind, "generate:\n" + generate.indent(2).stripTrailing() + "\n");
    Proof proof = Conversions.proof(conversion);
    assertThat(proof.errors()).isEmpty();
    assertThat(proof.differences()).isEmpty();
    assertThat(proof.allowed()).as("requests for which something is made").isPositive();
    String text = ((RuleConversion.Made) conversion.rules().get(0)).text();
    return text.substring(text.indexOf("spec:\n"));
  }

  @Test
  void dataIsALiteral() {
    assertThat(
            generating(
                "Namespace",
                """
                apiVersion: v1
                kind: ConfigMap
                name: "{{ request.object.metadata.name }}-defaults"
                namespace: "{{ request.object.metadata.name }}"
                synchronize: true
                orphanDownstreamOnPolicyDelete: true
                generateExisting: true
                data:
                  metadata: {labels: {team: core}}
                  data: {replicas: "2"}
                """))
        .isEqualTo(
            """
            spec:
              evaluation:
                generateExisting:
                  enabled: true
                synchronize:
                  enabled: true
                orphanDownstreamOnPolicyDelete:
                  enabled: true
              matchConstraints:
                resourceRules:
                - apiGroups: ['']
                  apiVersions: [v1]
                  operations: [CREATE, UPDATE]
                  resources: [namespaces]
              generate:
              - expression: |-
                  generator.Apply(object.metadata.name, [
                    {
                      'apiVersion': 'v1',
                      'kind': 'ConfigMap',
                      'metadata': {
                        'name': object.metadata.name + '-defaults',
                        'labels': {'team': 'core'}
                      },
                      'data': {'replicas': '2'}
                    }
                  ])
            """);
  }

  @Test
  void aCloneIsReadFromTheCluster() {
    assertThat(
            generating(
                "Namespace",
                """
                apiVersion: v1
                kind: Secret
                name: pull
                namespace: "{{ request.object.metadata.name }}"
                clone: {namespace: vault, name: pull}
                """))
        .endsWith(
            """
              matchConditions:
              - name: not-the-source
                expression: >-
                  object.metadata.name != 'vault'
              variables:
              - name: source
                expression: >-
                  resource.Get('v1', 'secrets', 'vault', 'pull')
              generate:
              - expression: >-
                  generator.Apply(object.metadata.name, [variables.source])
            """);
  }

  @Test
  void aCloneUnderAnotherNameIsPutTogether() {
    assertThat(
            generating(
                "Namespace",
                """
                apiVersion: v1
                kind: ConfigMap
                name: copy
                namespace: "{{ request.object.metadata.name }}"
                clone: {namespace: vault, name: original}
                """))
        .contains(
            """
                  generator.Apply(object.metadata.name, [
                    {
                      'apiVersion': 'v1',
                      'kind': 'ConfigMap',
                      'metadata': {
                        'name': 'copy',
                        ?'labels': variables.source.metadata.?labels,
                        ?'annotations': variables.source.metadata.?annotations
                      },
            """)
        .contains("?'data': variables.source.?data");
  }

  @Test
  void aListIsFilteredByItsSelector() {
    assertThat(
            generating(
                "Namespace",
                """
                namespace: "{{ request.object.metadata.name }}"
                cloneList:
                  namespace: vault
                  kinds: [v1/Secret]
                  selector: {matchLabels: {copy: everywhere}}
                """))
        .contains(
            "resource.List('v1', 'secrets', 'vault').items.filter(item,"
                + " item.metadata.?labels[?'copy'].orValue('') == 'everywhere')")
        .endsWith("generator.Apply(object.metadata.name, variables.secrets)\n");
  }

  @Test
  void aLoopCallsForEachElement() {
    assertThat(
            generating(
                "Pod",
                """
                foreach:
                - list: request.object.spec.containers
                  apiVersion: v1
                  kind: ConfigMap
                  name: "{{ element.name }}"
                  namespace: shop
                  data: {data: {image: "{{ element.image }}"}}
                """))
        .contains("object.spec.containers.all(container,\n")
        .contains("'data': {'image': container.image}");
  }
}
