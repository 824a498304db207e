package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What validate rules say, to the letter, with both ends of each reason. */
class ValidateOutcomesTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        labels:
          app: shop
      spec:
        containers:
        - name: main
          image: nginx:latest
      """;

  @Test
  void patternThatHolds() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      message: A label is required
                      pattern:
                        metadata:
                          labels:
                            app: "?*"
                    """)
                .of(POD))
        .isEqualTo("PASS r: validation rule 'r' passed.");
  }

  @Test
  void patternThatFailsAtAValue() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      message: No latest tag
                      pattern:
                        spec:
                          containers:
                          - image: "!*:latest"
                    """)
                .of(POD))
        .isEqualTo(
            """
            FAIL r: validation error: No latest tag. rule r failed at path /spec/containers/0/image/
              at nginx:latest <- "!*:latest\"\
            """);
  }

  @Test
  void somethingMissingIsShownAtItsParentsKey() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      message: Say whose it is.
                      pattern:
                        metadata:
                          labels:
                            team: payments
                    """)
                .of(POD))
        .isEqualTo(
            """
            FAIL r: validation error: Say whose it is. rule r failed at path /metadata/labels/team/
              at labels <- payments\
            """);
  }

  @Test
  void ruleWithoutMessage() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      pattern:
                        spec:
                          hostNetwork: false
                    """)
                .of(POD))
        .isEqualTo(
            """
            FAIL r: validation error: rule r failed at path /spec/hostNetwork/
              at spec <- false\
            """);
  }

  @Test
  void conditionThatDoesNotApplySkips() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      message: m
                      pattern:
                        spec:
                          containers:
                          - (image): "redis:*"
                            securityContext:
                              runAsNonRoot: true
                    """)
                .of(POD))
        .isEqualTo(
            """
            SKIP r: conditional anchor mismatch: resource value 'nginx:latest' does not match \
            'redis:*' at path /spec/containers/0/image/
              at nginx:latest <- "redis:*\"\
            """);
  }

  @Test
  void theFirstOfSeveralPatternsThatHoldsIsNamed() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      message: m
                      anyPattern:
                      - metadata:
                          labels:
                            team: "?*"
                      - metadata:
                          labels:
                            app: "?*"
                    """)
                .of(POD))
        .isEqualTo("PASS r: validation rule 'r' anyPattern[1] passed.");
  }

  @Test
  void everyPatternThatFailsIsListed() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      message: Wrong labels
                      anyPattern:
                      - metadata:
                          labels:
                            team: "?*"
                      - metadata:
                          labels:
                            app: bank
                    """)
                .of(POD))
        .isEqualTo(
            """
            FAIL r: validation error: Wrong labels. rule r[0] failed at path /metadata/labels/team/ \
            rule r[1] failed at path /metadata/labels/app/
              at labels <- "?*"
              at shop <- bank\
            """);
  }

  @Test
  void denyOfEverything() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      message: Pods are not allowed
                      deny: {}
                    """)
                .of(POD))
        .isEqualTo(
            """
            FAIL r: Pods are not allowed
              at Pod <- {}\
            """);
  }

  @Test
  void preconditionsThatDoNotHoldSkip() {
    assertThat(
            Judged.byRule(
                    """
                    preconditions:
                      all:
                      - key: a
                        operator: Equals
                        value: b
                    validate:
                      deny: {}
                    """)
                .of(POD))
        .isEqualTo(
            """
            SKIP r: preconditions not met
              at Pod <- key: a\
            """);
  }

  @Test
  void preconditionsThatHoldAreNoObstacle() {
    assertThat(
            Judged.byRule(
                    """
                    preconditions:
                      all:
                      - key: a
                        operator: Equals
                        value: a
                    validate:
                      deny: {}
                    """)
                .of(POD))
        .startsWith("FAIL r: validation error: rule r failed");
  }

  /** Kyverno 1.19: {@code validate.assert} "is deprecated and has no effect since 1.19". */
  @Test
  void anAssertionTreeHasNoEffect() {
    assertThat(Judged.byRule("validate: {message: no, assert: {object: {kind: Nothing}}}").of(POD))
        .isEmpty();
    assertThat(
            Judged.byRule("validate: {assert: {object: {kind: Pod}}, pattern: {kind: Service}}")
                .of(POD))
        .startsWith("FAIL");
  }

  @Test
  void aRuleWithoutACheckSaysNothing() {
    assertThat(Judged.byRule("validate: {message: nothing else}").of(POD)).isEmpty();
    assertThat(Judged.byRule("validate: {}").of(POD)).isEmpty();
  }

  @Test
  void theCompletedNamespaceIsJudgedToo() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      pattern:
                        metadata:
                          namespace: "!default"
                    """)
                .of(POD))
        .startsWith("FAIL r: validation error: rule r failed at path /metadata/namespace/");
  }

  @Test
  void contextAndConditionsThatAreNotReachedAreNoObstacle() {
    assertThat(
            Judged.byRule(
                    """
                    context:
                    - name: x
                      apiCall: {urlPath: /api/v1/pods}
                    preconditions:
                      all:
                      - key: a
                        operator: Equals
                        value: b
                      - key: "{{ x }}"
                        operator: Equals
                        value: b
                    validate:
                      deny: {}
                    """)
                .of(POD))
        .isEqualTo(
            """
            SKIP r: preconditions not met
              at Pod <- key: a\
            """);
  }

  @Test
  void aMutationComesFirst() {
    String rules =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: p}
        spec:
          rules:
          - name: check
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate: {pattern: {metadata: {labels: {team: "?*"}}}}
          - name: set
            match: {any: [{resources: {kinds: [Pod], names: [web]}}]}
            mutate: {patchStrategicMerge: {metadata: {labels: {team: a}}}}
        """;
    assertThat(Judged.by(rules).outcomes(POD))
        .extracting(outcome -> outcome.rule() + ": " + outcome.message())
        .containsExactly(
            "set: mutated Pod/web in namespace default", "check: validation rule 'check' passed.");
    assertThat(Judged.by(rules).outcomes(POD.replace("name: web", "name: api")))
        .extracting(outcome -> outcome.status() + " " + outcome.rule())
        .containsExactly("FAIL check");
  }
}
