package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rules with variables: what they say, and at which places. */
class VariableRulesTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        labels:
          team: red
      spec:
        containers:
        - name: one
          image: nginx
          resources:
            limits:
              memory: 200Mi
            requests:
              memory: 100Mi
        - name: two
          image: example.com/tool:1.2
      """;

  @Test
  void aDeniedValueIsShownWhereItStandsInTheManifest() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      message: "{{ request.object.metadata.name }} is of team {{ request.object.metadata.labels.team }}"
                      deny:
                        conditions:
                          any:
                          - key: "{{ request.object.metadata.name }}"
                            operator: Equals
                            value: other
                          - key: "{{ request.object.metadata.labels.team }}"
                            operator: AnyIn
                            value: [red, blue]
                    """)
                .of(POD))
        .isEqualTo(
            """
            FAIL r: web is of team red
              at red <- key: "{{ request.object.metadata.labels.team }}\"\
            """);
  }

  @Test
  void aComputedValueIsShownAtTheKind() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      message: too many
                      deny:
                        conditions:
                        - key: "{{ length(request.object.spec.containers) }}"
                          operator: GreaterThan
                          value: 1
                    """)
                .of(POD))
        .isEqualTo(
            """
            FAIL r: too many
              at Pod <- key: "{{ length(request.object.spec.containers) }}\"\
            """);
  }

  @Test
  void anUnresolvedVariableIsAnError() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      deny:
                        conditions:
                        - key: "{{ request.object.metadata.annotations.role }}"
                          operator: Equals
                          value: x
                    """)
                .of(POD))
        .startsWith(
            "ERROR r: failed to check deny conditions: failed to substitute variables in condition"
                + " key: failed to resolve request.object.metadata.annotations.role at path :"
                + " JMESPath query failed: Unknown key \"annotations\" in path");
  }

  @Test
  void preconditionsDecideWhetherTheBodyIsAsked() {
    String rule =
        """
        preconditions:
          all:
          - key: "{{ request.object.metadata.labels.team }}"
            operator: Equals
            value: TEAM
            message: only for TEAM
        validate:
          podSecurity: {level: baseline}
        """;
    assertThat(Judged.byRule(rule.replace("TEAM", "blue")).of(POD))
        .isEqualTo(
            """
            SKIP r: preconditions not met; only for blue
              at red <- key: "{{ request.object.metadata.labels.team }}\"\
            """);
    assertThat(Judged.byRule(rule.replace("TEAM", "red")).of(POD))
        .startsWith("PASS r: Validation rule 'r' passed.");
  }

  @Test
  void aPatternTakesInVariables() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      message: the name must be {{ request.object.metadata.labels.team }}
                      pattern:
                        metadata:
                          name: "{{ request.object.metadata.labels.team }}-?*"
                    """)
                .of(POD))
        .isEqualTo(
            """
            FAIL r: validation error: the name must be red. rule r failed at path /metadata/name/
              at web <- "{{ request.object.metadata.labels.team }}-?*\"\
            """);
  }

  @Test
  void aMessageThatCannotBeFilledInSaysSo() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      message: "{{ request.object.spec.nowhere }}"
                      pattern:
                        metadata:
                          name: other
                    """)
                .of(POD))
        .startsWith(
            "FAIL r: validation error: variables substitution error in rule r execution error:"
                + " resource value 'web' does not match 'other' at path /metadata/name/");
  }

  @Test
  void contextVariablesAreLoadedInTheirOrderWhenTheyAreAsked() {
    assertThat(
            Judged.byRule(
                    """
                    context:
                    - name: team
                      variable:
                        jmesPath: request.object.metadata.labels.team
                    - name: allowed
                      variable:
                        value: {red: [db], blue: [web]}
                        jmesPath: "{{ team }}"
                    - name: nothing
                      variable:
                        jmesPath: request.object.spec.nowhere
                    - name: fallback
                      variable:
                        jmesPath: request.object.spec.nowhere
                        default: none
                    validate:
                      message: "only {{ allowed }}, not {{ fallback }}"
                      deny:
                        conditions:
                        - key: "{{ request.object.metadata.name }}"
                          operator: AnyNotIn
                          value: "{{ allowed }}"
                    """)
                .of(POD))
        .isEqualTo(
            """
            FAIL r: only ["db"], not none
              at web <- key: "{{ request.object.metadata.name }}\"\
            """);
  }

  @Test
  void imagesAreKnownByContainer() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      message: "{{ images.containers.two.path }}"
                      deny:
                        conditions:
                        - key: "{{ images.containers.*.registry }}"
                          operator: AnyNotIn
                          value: [docker.io]
                    """)
                .of(POD))
        .startsWith("FAIL r: tool\n  at nginx <- ");
  }

  @Test
  void aLoopJudgesElements() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      message: "{{ element.name }} is number {{ elementIndex }}"
                      foreach:
                      - list: request.object.spec.containers
                        pattern:
                          image: "*/*"
                    """)
                .of(POD))
        .isEqualTo(
            """
            FAIL r: validation failure: validation error: one is number 0. rule r failed at path /image/
              at nginx <- "*/*\"\
            """);
  }

  @Test
  void aLoopPassesOverElementsByPreconditions() {
    String rule =
        """
        validate:
          message: Limits may not exceed FACTOR times the requests.
          foreach:
          - list: request.object.spec.containers
            preconditions:
              all:
              - key: "{{ element.resources.limits.memory || '' }}"
                operator: NotEquals
                value: ""
            deny:
              conditions:
                any:
                - key: "{{ divide('{{ element.resources.limits.memory }}', '{{ element.resources.requests.memory }}') }}"
                  operator: GreaterThan
                  value: FACTOR
        """;
    assertThat(Judged.byRule(rule.replace("FACTOR", "2.5")).of(POD))
        .isEqualTo("PASS r: rule passed");
    assertThat(Judged.byRule(rule.replace("FACTOR", "1.5")).of(POD))
        .startsWith(
            "FAIL r: validation failure: Limits may not exceed 1.5 times the requests.\n"
                + "  at name: one <- key: ");
  }

  @Test
  void loopsStandInOneAnother() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      message: "{{ element0.name }} has {{ element }}"
                      foreach:
                      - list: request.object.spec.containers
                        foreach:
                        - list: keys(element)
                          context:
                          - name: forbidden
                            variable: {value: resources}
                          deny:
                            conditions:
                            - key: "{{ element1 }}"
                              operator: Equals
                              value: "{{ forbidden }}"
                    """)
                .of(POD))
        .startsWith("FAIL r: validation failure: validation failure: one has resources");
  }

  @Test
  void aLoopOverNothingSaysNothing() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      foreach:
                      - list: request.object.spec.initContainers
                        deny: {}
                    """)
                .of(POD))
        .isEmpty();
  }
}
