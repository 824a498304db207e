package dev.ephor.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.fix.Fixes.Violation;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Rehearsal;
import org.junit.jupiter.api.Test;

class ExceptionDraftTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {hostNetwork: true, containers: [{name: a, image: b}]}
      """;

  private static String draft(String manifest, String policy) {
    Mending mending = Mending.of(manifest, policy);
    Rehearsal rehearsal =
        mending.snapshot(manifest).rehearsals(Mending.MANIFEST, Cancellation.NEVER).get(0);
    Violation violation = Fixes.of(rehearsal).violations().get(0);
    return ExceptionDraft.of(rehearsal, violation).orElseThrow().text();
  }

  @Test
  void fromOneRule() {
    String policy =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: net}
        spec:
          rules:
          - name: no-host
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate: {message: no, pattern: {spec: {=(hostNetwork): false}}}
        """;
    String draft = draft(POD, policy);
    assertThat(draft)
        .isEqualTo(
            """
            apiVersion: kyverno.io/v2
            kind: PolicyException
            metadata:
              name: net-pod-web
              namespace: shop
            spec:
              exceptions:
              - policyName: net
                ruleNames:
                - no-host
              match:
                any:
                - resources:
                    kinds:
                    - Pod
                    namespaces:
                    - shop
                    names:
                    - web
            """);
    assertThat(Mending.of(POD, policy, draft).against(POD)).isEmpty();
    String other = POD.replace("name: web", "name: other");
    assertThat(Mending.of(other, policy, draft).against(other)).containsExactly("net/no-host");
  }

  @Test
  void fromAPolicyInCel() {
    String policy =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: net}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
          validations:
          - expression: "!has(object.spec.hostNetwork) || object.spec.hostNetwork == false"
        """;
    String draft = draft(POD, policy);
    assertThat(Mending.of(POD, policy, draft).against(POD)).isEmpty();
    String other = POD.replace("name: web", "name: other");
    assertThat(Mending.of(other, policy, draft).against(other)).containsExactly("net");
  }
}
