package dev.ephor.lint;

import org.junit.jupiter.api.Test;

class DeprecatedKindTest {

  @Test
  void whatRulesMatchAndCreate() {
    LintExample.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: example}
        spec:
          rules:
          - name: old
            match: {any: [{resources: {kinds: [batch/v1beta1/CronJob, "batch/*/CronJob"]}}]}
                                               ^^^^^^^^^^^^^^^^^^^^^ deprecated-kind: this rule matches batch/v1beta1 CronJob, which Kubernetes no longer serves since 1.25: use batch/v1
                                               ^^^^^^^^^^^^^^^^^^^^^ mixed-wildcard-kinds: batch/*/CronJob already stands for batch/v1beta1/CronJob: remove one of them
            validate: {message: no, pattern: {metadata: {name: "?*"}}}
          - name: refuses-old
            match: {any: [{resources: {kinds: [batch/v1beta1/CronJob]}}]}
            validate: {message: use batch/v1, deny: {}}
          - name: creates
            match: {any: [{resources: {kinds: [Namespace]}}]}
            generate:
              apiVersion: policy/v1beta1
                          ^^^^^^^^^^^^^^ deprecated-kind: this rule creates policy/v1beta1 PodDisruptionBudget, which Kubernetes no longer serves since 1.25: use policy/v1
              kind: PodDisruptionBudget
              name: one
              namespace: "{{ request.object.metadata.name }}"
              data: {spec: {minAvailable: 1}}
        """);
  }
}
