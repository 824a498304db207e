package dev.ephor.lint;

import org.junit.jupiter.api.Test;

class UnusedVariableTest {

  @Test
  void variablesOfPoliciesAndRules() {
    LintExample.check(
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: example}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
          variables:
          - name: all
            expression: object.spec.containers
          - name: images
            expression: variables.all.map(c, c.image)
          - name: names
                  ^^^^^ unused-variable: nothing uses the variable names: remove it
            expression: variables.all.map(c, c.name)
          validations:
          - expression: variables.images.all(i, i.contains(':'))
            message: use a tag
        ---
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: example}
        spec:
          rules:
          - name: variables
            match: {any: [{resources: {kinds: [Pod], operations: [CREATE]}}]}
            validate:
              cel:
                variables:
                - {name: all, expression: object.spec.containers}
                         ^^^ unused-variable: nothing uses the variable all: remove it
                expressions:
                - expression: object.spec.containers.all(c, c.image.contains(':'))
                  message: use a tag
        """);
  }
}
