package dev.ephor.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplanationsTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
        labels: {team: web}
      spec:
        containers:
        - name: main
          image: nginx:latest
        - name: side
          image: envoy:1.2
      """;

  @Test
  void aPattern() {
    System.out.println(
        Explained.text(
            Explained.rule(
                """
                preconditions:
                  all:
                  - {key: "{{ request.operation }}", operator: Equals, value: CREATE}
                validate:
                  message: no
                  pattern:
                    metadata:
                      labels:
                        team: "?*"
                    spec:
                      =(hostNetwork): false
                      containers:
                      - (name): "*"
                        image: "!*:latest"
                """),
            POD));
    System.out.println(
        Explained.text(
            Explained.rule(
                """
                context:
                - name: owner
                  variable: {jmesPath: "request.object.metadata.labels.team"}
                validate:
                  foreach:
                  - list: request.object.spec.containers
                    deny:
                      conditions:
                        any:
                        - {key: "{{ element.image }}", operator: Equals, value: "*:latest"}
                        - {key: "{{ owner }}", operator: Equals, value: "b"}
                """),
            POD));
    System.out.println(
        Explained.text(
            """
            apiVersion: policies.kyverno.io/v1
            kind: ValidatingPolicy
            metadata: {name: vp}
            spec:
              validationActions: [Deny]
              matchConstraints:
                resourceRules:
                - {apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}
              matchConditions:
              - name: shop
                expression: object.metadata.namespace == 'shop'
              variables:
              - name: images
                expression: object.spec.containers.map(c, c.image)
              validations:
              - expression: has(object.metadata.labels) && object.metadata.labels.team != ''
              - expression: >-
                  variables.images.all(i, !i.endsWith(':latest'))
                  || object.spec.containers.exists(c, c.name == 'debug' && c.image.startsWith('x'))
            """,
            POD));
    System.out.println(
        Explained.text(
            Explained.rule(
                    """
                    mutate:
                      patchStrategicMerge:
                        metadata:
                          labels:
                            +(tier): web
                        spec:
                          containers:
                          - (name): "main"
                            imagePullPolicy: Always
                    """)
                + "---\n"
                + Explained.rule("validate: {podSecurity: {level: restricted, version: latest}}")
                    .replace("name: p", "name: q"),
            POD));
    assertThat(1).isEqualTo(1);
  }
}
