package dev.ephor.bench;

import java.util.List;

/** ValidatingPolicies as repositories hold them, told apart by number; see {@link Corpus}. */
final class CelCorpus {

  private CelCorpus() {}

  /** A policy; its shapes come in turn. The text {@code wants it otherwise} stands in a message. */
  static String policy(int number) {
    return """
    apiVersion: policies.kyverno.io/v1
    kind: ValidatingPolicy
    metadata:
      name: cel-%d
      annotations:
        policies.kyverno.io/title: Policy %d
        policies.kyverno.io/severity: medium
    spec:
      validationActions: [%s]
      matchConstraints:
        resourceRules:
          - apiGroups: ["%s"]
            apiVersions: [v1]
            operations: [CREATE, UPDATE]
            resources: [%s]
    """
            .formatted(
                number,
                number,
                number % 4 == 0 ? "Deny" : "Audit",
                GROUPS.get(number % GROUPS.size()),
                RESOURCES.get(number % RESOURCES.size()))
        + BODIES.get(number % BODIES.size()).replace("NUMBER", String.valueOf(number)).indent(2);
  }

  private static final List<String> GROUPS = List.of("apps", "", "apps", "");
  private static final List<String> RESOURCES =
      List.of("deployments", "pods", "deployments, statefulsets", "services");

  private static final List<String> BODIES =
      List.of(
          """
          validations:
            - expression: >-
                object.spec.template.spec.containers.all(c, !c.image.endsWith(':latest'))
              message: Policy NUMBER wants it otherwise.
          """,
          """
          variables:
            - name: containers
              expression: >-
                object.spec.containers + object.spec.?initContainers.orValue([])
          validations:
            - expression: >-
                variables.containers.all(c, c.?securityContext.?allowPrivilegeEscalation.orValue(true) == false)
              message: Policy NUMBER wants it otherwise.
          """,
          """
          matchConditions:
            - name: not-monitoring
              expression: object.metadata.namespace != 'monitoring'
          validations:
            - expression: >-
                has(object.metadata.labels) && 'team' in object.metadata.labels
                && object.metadata.labels['team'] != ''
              message: Policy NUMBER wants it otherwise.
            - expression: object.spec.replicas > 1
              messageExpression: >-
                'replicas are ' + string(object.spec.replicas) + ', policy NUMBER wants it otherwise'
          """,
          """
          validations:
            - expression: object.spec.?type.orValue('ClusterIP') in ['ClusterIP', 'ExternalName']
              message: Policy NUMBER wants it otherwise.
          """);
}
