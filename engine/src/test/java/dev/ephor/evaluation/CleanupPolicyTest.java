package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What cleanup policies would delete. */
class CleanupPolicyTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v2
      kind: ClusterCleanupPolicy
      metadata: {name: old-pods}
      spec:
        schedule: "*/5 * * * *"
        match:
          any:
          - resources: {kinds: [Pod]}
        exclude:
          any:
          - resources: {namespaces: [kept]}
        context:
        - name: wanted
          variable: {value: true}
        conditions:
          all:
          - key: "{{ target.metadata.labels.old || 'no' }}"
            operator: Equals
            value: "yes"
          - key: "{{ wanted }}"
            operator: Equals
            value: true
      """;

  @Test
  void whatMatchesWouldBeDeleted() {
    assertThat(said(POLICY, pod("shop", "yes"))).isEqualTo("PASS old-pods: resource matched");
  }

  @Test
  void whatDoesNotMatchIsKept() {
    assertThat(said(POLICY, "{apiVersion: v1, kind: Namespace, metadata: {name: n}}"))
        .isEqualTo(
            "FAIL old-pods: resource did not match\n  at Namespace <- resources: {kinds: [Pod]}");
  }

  @Test
  void exclusionsAndConditionsKeep() {
    assertThat(said(POLICY, pod("kept", "yes")))
        .startsWith("FAIL old-pods: resource did not match");
    assertThat(said(POLICY, pod("shop", "no")))
        .isEqualTo(
            "FAIL old-pods: resource did not match\n"
                + "  at \"no\" <- key: \"{{ target.metadata.labels.old || 'no' }}\"");
  }

  @Test
  void aPolicyWithANamespaceDeletesNothingElsewhere() {
    String policy =
        """
        apiVersion: kyverno.io/v2beta1
        kind: CleanupPolicy
        metadata: {name: p, namespace: shop}
        spec:
          schedule: "@daily"
          match: {any: [{resources: {kinds: [Pod]}}]}
        """;
    assertThat(said(policy, pod("shop", "no"))).isEqualTo("PASS p: resource matched");
    assertThat(said(policy, pod("other", "no"))).startsWith("FAIL p: resource did not match");
  }

  @Test
  void aVariableWithoutValueIsAnError() {
    String policy = POLICY.replace("target.metadata.labels.old || 'no'", "target.none.at");
    assertThat(said(policy, pod("shop", "yes")))
        .startsWith(
            "ERROR old-pods: failed to substitute variables in condition key: failed to resolve"
                + " target.none.at at path : JMESPath query failed: Unknown key \"none\" in path");
  }

  @Test
  void admissionDoesNotCare() {
    assertThat(Judged.by(POLICY).of(pod("shop", "yes"))).isEmpty();
  }

  private static String said(String policy, String manifest) {
    return Judged.by(policy).cleaningUp().of(manifest);
  }

  private static String pod(String namespace, String old) {
    return """
        apiVersion: v1
        kind: Pod
        metadata:
          name: a
          namespace: %s
          labels:
            old: "%s"
        """
        .formatted(namespace, old);
  }
}
