package dev.ephor.lint;

import org.junit.jupiter.api.Test;

class BroadExceptionTest {

  @Test
  void exceptionsForEverything() {
    LintExample.check(
        """
        apiVersion: kyverno.io/v2
        kind: PolicyException
        metadata: {name: all, namespace: default}
        spec:
          exceptions: [{policyName: tags, ruleNames: [tags]}]
          match:
            any:
            - resources: {kinds: [Pod, Job]}
                          ^^^^^ broad-exception: this exempts every Pod, Job from the rules: add names, namespaces or a selector
            - resources: {kinds: [Pod], namespaces: [shop]}
        ---
        apiVersion: policies.kyverno.io/v1
        kind: PolicyException
        metadata: {name: all, namespace: default}
        spec:
          policyRefs: [{kind: ValidatingPolicy, name: tags}]
          ^^^^^^^^^^ broad-exception: this exempts everything from tags: add matchConditions
        ---
        apiVersion: policies.kyverno.io/v1
        kind: PolicyException
        metadata: {name: some, namespace: default}
        spec:
          policyRefs: [{kind: ValidatingPolicy, name: tags}]
          matchConditions: [{name: one, expression: "object.metadata.name == 'x'"}]
        """);
  }
}
