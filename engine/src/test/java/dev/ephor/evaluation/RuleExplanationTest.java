package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleExplanationTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        labels: {team: shop}
      spec:
        containers:
        - name: main
          image: nginx:latest
        - name: side
          image: envoy:1.2
      """;

  @Test
  void aPatternTellsEachDemandThatWasTriedEntriesWithAnchorsFirst() {
    String why =
        Judged.byRule(
                """
                validate:
                  pattern:
                    metadata:
                      labels:
                        team: "?*"
                    spec:
                      containers:
                      - (name): "*"
                        image: "!*:latest"
                """)
            .explained(POD);

    assertThat(why)
        .isEqualTo(
            """
            r matches
              kinds fit v1/Pod
              demand "*" is met at main
              demand "*" is met at main
              demand "!*:latest" is not met at nginx:latest
              FAIL\
            """);
  }

  @Test
  void conditionsTellWhatTheirVariablesAreAndWhichOfThemHold() {
    String why =
        Judged.byRule(
                """
                preconditions:
                  all:
                  - {key: "{{ request.operation }}", operator: Equals, value: CREATE}
                validate:
                  foreach:
                  - list: request.object.spec.containers
                    deny:
                      conditions:
                        any:
                        - {key: "{{ element.image }}", operator: Equals, value: "*:latest"}
                """)
            .explained(POD);

    assertThat(why)
        .isEqualTo(
            """
            r matches
              kinds fit v1/Pod
              request.operation is CREATE
              condition CREATE Equals CREATE holds
              request.object.spec.containers is [map[image:nginx:latest name:main] \
            map[image:envoy:1.2 name:side]]
              element 0
              element.image is nginx:latest
              condition nginx:latest Equals *:latest holds
              FAIL\
            """
                .replace("\\\n", ""));
  }

  @Test
  void aRuleThatDoesNotMatchTellsWhichClauseDecided() {
    String why =
        Judged.byRule("validate: {pattern: {spec: {}}}")
            .explained(POD.replace("kind: Pod", "kind: Secret"));

    assertThat(why).isEqualTo("r does not match\n  kinds do not fit v1/Secret\n  says nothing");
  }

  @Test
  void whatIsDecidedAheadOtherwiseIsTriedAnewHere() {
    String why =
        Judged.byRule(
                """
                preconditions:
                  all:
                  - {key: a, operator: Equals, value: b}
                validate: {pattern: {spec: {}}}
                """)
            .explained(POD);

    assertThat(why)
        .isEqualTo("r matches\n  kinds fit v1/Pod\n  condition a Equals b does not hold\n  SKIP");
  }

  @Test
  void aRuleWithSeveralThingsToSayTellsAllOfThem() {
    String why =
        Judged.byRule(
                """
                mutate:
                  targets:
                  - {apiVersion: v1, kind: ConfigMap, name: gone, namespace: shop}
                  - {apiVersion: v1, kind: ConfigMap, namespace: shop}
                  patchStrategicMerge: {data: {mode: strict}}
                """)
            .existing("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}")
            .explained(POD);

    assertThat(why).isEqualTo("r matches\n  kinds fit v1/Pod\n  ERROR\n  PASS");
  }
}
