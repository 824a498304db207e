package dev.ephor.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What rules become in CEL, and that both say the same. */
class ConvertTest {

  @Test
  void aDemandedLabelIsNotEmpty() {
    assertThat(
            Conversions.expression("Pod", "validate: {pattern: {metadata: {labels: {app: '?*'}}}}"))
        .isEqualTo("object.metadata.?labels[?'app'].orValue('') != ''");
  }

  @Test
  void containersOfSeveralListsAreOneVariable() {
    assertThat(
            Conversions.text(
                "Pod",
                """
                validate:
                  message: Name a tag.
                  pattern:
                    spec:
                      =(initContainers):
                      - image: "!*:latest & *:*"
                      containers:
                      - image: "!*:latest & *:*"
                """))
        .isEqualTo(
            """
            apiVersion: policies.kyverno.io/v1
            kind: ValidatingPolicy
            metadata:
              name: p
              # Kept.
              annotations:
                policies.kyverno.io/title: Sample
            spec:
              validationActions: [Audit]
              matchConstraints:
                resourceRules:
                - apiGroups: ['']
                  apiVersions: [v1]
                  operations: [CREATE, UPDATE]
                  resources: [pods]
              variables:
              - name: allContainers
                expression: |-
                  object.spec.containers +
                  object.spec.?initContainers.orValue([])
              validations:
              - message: Name a tag.
                expression: |-
                  variables.allContainers.all(container,
                    !container.?image.orValue('').endsWith(':latest') &&
                    container.?image.orValue('').contains(':'))
            """);
  }
}
