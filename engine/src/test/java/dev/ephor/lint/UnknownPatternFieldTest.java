package dev.ephor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnknownPatternFieldTest {

  private static final String MISSPELT =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: example}
      spec:
        rules:
        - name: fields
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate:
            message: run as a user
            pattern:
              spec:
                =(securtyContext):
                  runAsNonRoot: true
                containers:
                - (name): "*"
                  imagePullPolicy: Always
      """;

  @Test
  void fieldsThatTheKindDoesNotHave() {
    LintExample.check(
        MISSPELT.replace(
            "=(securtyContext):\n",
            """
            =(securtyContext):
                      ^^^^^^^^^^^^^^^^^ unknown-pattern-field: PodSpec has no field securtyContext: did you mean securityContext?
            """));
  }

  @Test
  void theNameIsMendedInsideOfItsAnchor() {
    assertThat(LintExample.mended(MISSPELT)).contains("=(securityContext):\n");
  }

  @Test
  void patchesOfSeveralKindsAndOfUnknownOnes() {
    LintExample.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: example}
        spec:
          rules:
          - name: either
            match: {any: [{resources: {kinds: [Service, Deployment]}}]}
            mutate:
              patchStrategicMerge:
                spec:
                  +(replica): 2
                  ^^^^^^^^^^ unknown-pattern-field: ServiceSpec has no field replica: did you mean replicas?
                  replicas: 2
                  externalName: x
          - name: who-knows
            match: {any: [{resources: {kinds: [Service, Shop]}}]}
            validate: {message: open it, pattern: {spec: {doors: open}}}
        """);
  }
}
