package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Policy exceptions: whom they exempt from what, and what is said then. */
class ExemptionsTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
        - name: team
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate:
            message: give a team
            pattern: {metadata: {labels: {team: "?*"}}}
      """;

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: tool-1, namespace: ops}
      """;

  @Test
  void aResourceIsExemptByNameOfPolicyAndRule() {
    assertThat(Judged.by(POLICY).exception(exception("p", "team")).of(POD))
        .isEqualTo(
            """
            SKIP team: rule is skipped due to policy exceptionsops/e
              at Pod <- policyName: p""");
    assertThat(Judged.by(POLICY).exception(exception("p", "te*")).outcomes(POD))
        .singleElement()
        .satisfies(outcome -> assertThat(outcome.properties()).containsEntry("exceptions", "e"));
    assertThat(Judged.by(POLICY).exception(exception("p", "other")).of(POD)).startsWith("FAIL");
    assertThat(Judged.by(POLICY).exception(exception("q", "team")).of(POD)).startsWith("FAIL");
  }

  @Test
  void whatIsNotMatchedIsJudged() {
    assertThat(Judged.by(POLICY).exception(exception("p", "team")).of(POD.replace("tool-1", "web")))
        .startsWith("FAIL team: validation error: give a team.");
  }

  @Test
  void aGeneratedRuleIsExemptByItsOwnName() {
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: tool-1, namespace: ops}
        """;
    assertThat(Judged.by(POLICY).exception(exception("p", "team")).of(deployment))
        .startsWith("FAIL autogen-team");
    assertThat(Judged.by(POLICY).exception(exception("p", "team, autogen-team")).of(deployment))
        .startsWith("SKIP autogen-team: rule is skipped due to policy exceptionsops/e");
  }

  @Test
  void severalExceptionsAreNamedTogether() {
    assertThat(
            Judged.by(POLICY)
                .exception(exception("p", "team"))
                .exception(exception("p", "*").replace("name: e,", "name: f,"))
                .of(POD))
        .isEqualTo(
            """
            SKIP team: rule is skipped due to policy exceptionsops/e, ops/f
              at Pod <- policyName: p
              at Pod <- policyName: p""");
  }

  @Test
  void conditionsDecideToo() {
    String conditional =
        exception("p", "team")
            + """
              conditions:
                all:
                - key: "{{ request.object.metadata.namespace }}"
                  operator: Equals
                  value: NAMESPACE
            """;
    Judged judged = Judged.by(POLICY).exception(conditional.replace("NAMESPACE", "ops"));
    assertThat(judged.of(POD)).startsWith("SKIP");
    assertThat(Judged.by(POLICY).exception(conditional.replace("NAMESPACE", "dev")).of(POD))
        .startsWith("FAIL");
  }

  @Test
  void aConditionThatCannotBeTriedExemptsNobody() {
    assertThat(
            Judged.by(POLICY)
                .exception(
                    exception("p", "team")
                        + """
                          conditions:
                            any:
                            - key: "{{ request.object.metadata.labels.none }}"
                              operator: Equals
                              value: x
                        """)
                .of(POD))
        .startsWith("FAIL");
  }

  @Test
  void preconditionsComeFirst() {
    assertThat(
            Judged.by(POLICY + "    preconditions: {all: [{key: a, operator: Equals, value: b}]}\n")
                .exception(exception("p", "team"))
                .of(POD))
        .startsWith("SKIP team: preconditions not met");
  }

  @Test
  void anExceptionMayLiftOneControlOfPodSecurity() {
    Judged judged =
        Judged.by(
                """
                apiVersion: kyverno.io/v1
                kind: ClusterPolicy
                metadata: {name: p}
                spec:
                  rules:
                  - name: team
                    match: {any: [{resources: {kinds: [Pod]}}]}
                    validate: {podSecurity: {level: baseline, version: latest}}
                """)
            .exception(
                exception("p", "team")
                    + """
                      podSecurity:
                      - controlName: HostPath Volumes
                        values: [/var/lib1]
                    """);
    String pod = POD + "spec: {volumes: [{name: v, hostPath: {path: /var/lib1}}]}\n";
    assertThat(judged.of(pod))
        .isEqualTo(
            """
            SKIP team: rule is skipped due to policy exceptions ops/e
              at Pod <- policyName: p""");
    assertThat(judged.of(pod.replace("spec: {", "spec: {hostPID: true, ")))
        .isEqualTo(
            """
            FAIL team: Validation rule 'team' failed. It violates PodSecurity "baseline:latest": \
            (Forbidden reason: host namespaces, field error list: [spec.hostPID is forbidden, \
            forbidden values found: true])
              at true <- baseline""");
    assertThat(judged.of(POD)).startsWith("PASS");
  }

  @Test
  void anExceptionFromPodSecurityAsSuchHasOtherWords() {
    assertThat(
            Judged.byRule("validate: {podSecurity: {level: baseline}}")
                .exception(exception("p", "r"))
                .of(POD))
        .startsWith("SKIP r: rule is skipped due to policy exception ops/e");
  }

  @Test
  void aNamespacedPolicyIsNamedWithItsNamespace() {
    String namespaced =
        POLICY
            .replace("ClusterPolicy", "Policy")
            .replace("metadata: {name: p}", "metadata: {name: p, namespace: ops}");
    assertThat(Judged.by(namespaced).exception(exception("ops/p", "team")).of(POD))
        .startsWith("SKIP");
    assertThat(Judged.by(namespaced).exception(exception("p", "team")).of(POD)).startsWith("FAIL");
  }

  private static String exception(String policy, String rules) {
    return """
    apiVersion: kyverno.io/v2
    kind: PolicyException
    metadata: {name: e, namespace: ops}
    spec:
      exceptions:
      - policyName: POLICY
        ruleNames: [RULES]
      match:
        any:
        - resources:
            kinds: [Pod, Deployment]
            names: ["tool-*"]
    """
        .replace("POLICY", policy)
        .replace("RULES", rules.contains("*") ? "'" + rules + "'" : rules);
  }
}
