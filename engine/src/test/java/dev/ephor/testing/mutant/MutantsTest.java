package dev.ephor.testing.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A policy's text, and each change as {@code family: what}. */
class MutantsTest {

  private static final String RULE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
        - name: r
          match: {any: [{resources: {kinds: [Pod]}}]}
      """;

  private static YamlDocument parsed(String text) {
    return YamlParser.parse(new Source("policy"), text);
  }

  private static List<String> changes(String text) {
    return Mutants.of(parsed(text)).stream()
        .map(mutant -> mutant.family().word() + ": " + mutant.what())
        .toList();
  }

  /** The document's texts with each change whose words contain some. */
  private static List<String> changed(String text, String what) {
    return Mutants.of(parsed(text)).stream()
        .filter(mutant -> mutant.what().contains(what))
        .map(mutant -> mutant.applied(text))
        .toList();
  }

  @Test
  void patterns() {
    assertThat(
            changes(
                RULE
                    + """
                        validate:
                          message: No.
                          pattern:
                            spec:
                              =(hostNetwork): false
                              priority: "<=10"
                              containers:
                              - image: "a/* | b/*"
                                name: "?*"
                    """))
        .containsExactly(
            "anchor: hostNetwork instead of =(hostNetwork)",
            "field: without =(hostNetwork)",
            "value: true instead of false",
            "anchor: =(priority) instead of priority",
            "field: without priority",
            "operator: \">10\" instead of \"<=10\"",
            "operator: \"<10\" instead of \"<=10\"",
            "value: \"<=11\" instead of \"<=10\"",
            "field: without containers",
            "anchor: =(image) instead of image",
            "field: without image",
            "value: \"b/*\" instead of \"a/* | b/*\"",
            "value: \"a/*\" instead of \"a/* | b/*\"",
            "field: without name",
            "operator: \"!?*\" instead of \"?*\"",
            "value: \"*\" instead of \"?*\"");
  }

  @Test
  void conditions() {
    assertThat(
            changes(
                RULE
                    + """
                        exclude: {any: [{resources: {namespaces: [kube-system]}}]}
                        preconditions:
                          all:
                          - {key: "{{ request.operation }}", operator: Equals, value: CREATE}
                        validate:
                          deny:
                            conditions:
                              any:
                              - key: "{{ request.object.spec.replicas }}"
                                operator: GreaterThan
                                value: 3
                              - key: "{{ request.object.kind }}"
                                operator: AnyIn
                                value: [Pod, Job]
                    """))
        .containsExactly(
            "match: without exclude",
            "condition: without preconditions",
            "operator: operator NotEquals instead of Equals",
            "value: \"CREATE-other\" instead of \"CREATE\"",
            "any-all: all instead of any",
            "condition: without the condition",
            "operator: operator LessThanOrEquals instead of GreaterThan",
            "operator: operator GreaterThanOrEquals instead of GreaterThan",
            "value: 4 instead of 3",
            "condition: without the condition",
            "operator: operator AnyNotIn instead of AnyIn",
            "operator: operator AllIn instead of AnyIn",
            "value: \"Pod-other\" instead of \"Pod\"",
            "value: without \"Pod\"",
            "value: \"Job-other\" instead of \"Job\"",
            "value: without \"Job\"");
  }

  @Test
  void expressionsInCel() {
    String policy =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: p}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [""], apiVersions: [v1], resources: [pods, services], operations: [CREATE]}
          validations:
          - expression: >-
              object.spec.containers.all(c, c.image != 'x' && c.ports.size() > 1)
            messageExpression: "'no' + 'way'"
        """;
    assertThat(changes(policy))
        .containsExactly(
            "match: without \"pods\"",
            "match: without \"services\"",
            "match: without operations",
            "cel: !(object.spec.containers.all(c, c.image !=…)",
            "cel: exists instead of all",
            "cel: without \"c.image != 'x'\"",
            "cel: == instead of !=",
            "cel: 'x-other' instead of 'x'",
            "cel: || instead of &&",
            "cel: without \"c.ports.size() > 1\"",
            "cel: <= instead of >",
            "cel: >= instead of >",
            "cel: 2 instead of 1");
  }

  @Test
  void everyChangeIsReadAgain() {
    String policy =
        RULE
            + """
                mutate:
                  patchStrategicMerge:
                    metadata:
                      labels:
                        +(team): shop
                        tier: front
                  patchesJson6902: |-
                    - op: add
                      path: /metadata/labels/a
                      value: b
                    - op: remove
                      path: /metadata/labels/c
            """;
    assertThat(Mutants.of(parsed(policy)))
        .isNotEmpty()
        .allSatisfy(
            mutant ->
                assertThat(parsed(mutant.applied(policy)).problems()).as(mutant.what()).isEmpty());
    assertThat(changed(policy, "team instead of +(team)"))
        .containsExactly(policy.replace("+(team): shop", "team: shop"));
    assertThat(changed(policy, "without tier"))
        .containsExactly(policy.replace("            tier: front", ""));
  }

  @Test
  void brokenTextHasSomeAndNothingIsThrown() {
    String policy = RULE + "    validate: {pattern: {spec: {hostPID: false, [\n";
    assertThat(Mutants.of(parsed(policy))).isNotNull();
    for (int end = 0; end < policy.length(); end++) {
      Mutants.of(parsed(policy.substring(0, end)));
    }
    assertThat(changes("kind: Pod\napiVersion: v1\n")).isEmpty();
  }
}
