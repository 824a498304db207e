package dev.ephor.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CelPlacesTest {

  private static final String POLICY =
      """
      apiVersion: policies.kyverno.io/v1
      kind: ValidatingPolicy
      metadata:
        name: no-latest
      spec:
        matchConstraints:
          resourceRules:
          - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
        variables:
        - name: tagged
          expression: object.spec.containers.all(c, c.image.contains(':'))
        validations:
        - expression: variables.tagged
          message: a tag is wanted
        - expression: |
            object.spec.?hostNetwork.orValue(false) == false
            && object.spec.containers.all(c,
                c.name != '' && !c.image.endsWith(':latest'))
          message: no latest
      """;

  @Test
  void showsThePartOfAnExpressionThatDecidedAndWhatItSaw() {
    Desk desk =
        new Desk(RuleEngine.KYVERNO)
            .file("/w/policy.yaml", POLICY)
            .file(
                "/w/pod.yaml",
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec:
                  containers:
                  - {name: main, image: shop:1}
                  - {name: side, image: side:latest}
                """);

    assertThat(desk.shown())
        .isEqualTo(
            """
            /w/pod.yaml:7:25-7:36 ERROR no-latest: no latest
              /w/policy.yaml:18:27-18:55 the policy's clause: false, as c.image is 'side:latest'
            """);
  }

  @Test
  void findsThePartInTheWrittenTextWhenItIsGeneratedForAController() {
    Desk desk =
        new Desk(RuleEngine.KYVERNO)
            .file("/w/policy.yaml", POLICY)
            .file(
                "/w/deployment.yaml",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    spec:
                      hostNetwork: true
                      containers:
                      - {name: main, image: shop:1}
                """);

    assertThat(desk.shown())
        .isEqualTo(
            """
            /w/deployment.yaml:8:20-8:24 ERROR no-latest: no latest
              /w/policy.yaml:16:7-16:55 the policy's clause: false, as \
            object.spec.template.spec.?hostNetwork is true
            """);
  }

  @Test
  void goesFromTheNameOfAVariableIntoItsExpression() {
    Desk desk =
        new Desk(RuleEngine.KYVERNO)
            .file("/w/policy.yaml", POLICY)
            .file(
                "/w/pod.yaml",
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec:
                  containers:
                  - {name: main, image: shop}
                """);

    assertThat(desk.shown())
        .isEqualTo(
            """
            /w/pod.yaml:6:25-6:29 ERROR no-latest: a tag is wanted
              /w/policy.yaml:11:47-11:68 the policy's clause: false, as c.image is 'shop'
            """);
  }
}
