package dev.ephor.lint;

import org.junit.jupiter.api.Test;

class MixedWildcardKindsTest {

  @Test
  void oneKindStandsForAnother() {
    LintExample.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: example}
        spec:
          rules:
          - name: kinds
            match:
              any:
              - resources:
                  kinds: [Pod, v1/Pod, Pod, "Stateful*", StatefulSet, Pod/exec, apps/v1/Deployment]
                               ^^^^^^ mixed-wildcard-kinds: Pod already stands for v1/Pod: remove one of them
                                       ^^^ mixed-wildcard-kinds: Pod stands here twice: remove one
                                                         ^^^^^^^^^^^ mixed-wildcard-kinds: Stateful* already stands for StatefulSet: remove one of them
            validate: {message: has an owner, pattern: {metadata: {labels: {owner: "?*"}}}}
        """);
  }

  @Test
  void listsOfPoliciesInCel() {
    LintExample.check(
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: example}
        spec:
          matchConstraints:
            resourceRules:
            - apiGroups: ["*"]
              apiVersions: [v1]
              operations: [CREATE, "*"]
                           ^^^^^^ mixed-wildcard-kinds: * already stands for CREATE: remove one of them
              resources: ["*", pods/exec, pods]
                                          ^^^^ mixed-wildcard-kinds: * already stands for pods: remove one of them
          validations:
          - expression: "object.metadata.name != 'x'"
            message: choose another name
        """);
  }
}
