package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutateRulesTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        labels: {app: shop}
      spec:
        containers:
        - name: a
          image: nginx:latest
        - name: b
          image: redis:7
      """;

  @Test
  void mergesAPatchWhereItsConditionsHold() {
    assertThat(
            mutated(
                """
                mutate:
                  patchStrategicMerge:
                    metadata: {labels: {+(app): other, +(team): "{{ request.object.metadata.name }}"}}
                    spec:
                      containers:
                      - (image): "*:latest"
                        imagePullPolicy: Always
                """))
        .isEqualTo(
            "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"labels\":{\"app\":\"shop\","
                + "\"team\":\"web\"},\"name\":\"web\",\"namespace\":\"default\"},\"spec\":"
                + "{\"containers\":[{\"image\":\"nginx:latest\",\"imagePullPolicy\":\"Always\","
                + "\"name\":\"a\"},{\"image\":\"redis:7\",\"name\":\"b\"}]}}");
  }

  @Test
  void saysWhenNothingIsToBeDone() {
    assertThat(of("mutate: {patchStrategicMerge: {metadata: {labels: {app: shop}}}}"))
        .isEqualTo(
            """
            SKIP r: no patches applied
              at Pod <- {patchStrategicMerge: {metadata: {labels: {app: shop}}}}""");
    assertThat(of("mutate: {patchesJson6902: ''}")).startsWith("ERROR r: empty mutate rule");
  }

  @Test
  void aPatchThatDoesNotApplyIsAnError() {
    assertThat(
            of(
                """
                mutate:
                  patchesJson6902: |-
                    - {op: replace, path: /spec/missing, value: 1}
                """))
        .isEqualTo(
            """
            ERROR r: failed to patch resource: replace operation does not apply: doc is missing\
             key: /spec/missing: missing value
              at Pod <- |-""");
    assertThat(of("mutate: {patchStrategicMerge: {metadata: {labels: {a: '{{ nope }}'}}}}"))
        .startsWith(
            "ERROR r: variable substitution failed: failed to resolve nope at path"
                + " /mutate/patchStrategicMerge/metadata/labels/a: JMESPath query failed:"
                + " Unknown key \"nope\" in path");
    assertThat(of("mutate: {patchesJson6902: '[{\"op\": \"remove\", \"path\": \"/kind\"}]'}"))
        .startsWith(
            "ERROR r: failed to unmarshal patched resource: Object 'Kind' is missing in '{");
  }

  @Test
  void afterAPatchThatDoesNotApplyNoRuleHasASay() {
    assertThat(
            Judged.by(
                    """
                    apiVersion: kyverno.io/v1
                    kind: ClusterPolicy
                    metadata: {name: p}
                    spec:
                      rules:
                      - name: broken
                        match: {any: [{resources: {kinds: [Pod]}}]}
                        mutate: {patchesJson6902: '[{"op": "test", "path": "/kind", "value": 1}]'}
                      - name: next
                        match: {any: [{resources: {kinds: ['*']}}]}
                        mutate: {patchStrategicMerge: {metadata: {labels: {a: b}}}}
                      - name: check
                        match: {any: [{resources: {kinds: [Pod]}}]}
                        validate: {pattern: {metadata: {labels: {team: "?*"}}}}
                    """)
                .outcomes(POD))
        .extracting(outcome -> outcome.status() + " " + outcome.rule())
        .containsExactly("ERROR broken");
  }

  @Test
  void eachRuleSeesWhatTheOneBeforeHasLeft() {
    assertThat(
            Judged.by(
                    """
                    apiVersion: kyverno.io/v1
                    kind: ClusterPolicy
                    metadata: {name: p}
                    spec:
                      rules:
                      - name: check
                        match: {any: [{resources: {kinds: [Pod]}}]}
                        validate: {pattern: {metadata: {labels: {b: one-two}}}}
                      - name: first
                        match: {any: [{resources: {kinds: [Pod]}}]}
                        mutate: {patchStrategicMerge: {metadata: {labels: {a: one}}}}
                      - name: second
                        match: {any: [{resources: {kinds: [Pod], selector: {matchLabels: {a: one}}}}]}
                        mutate:
                          patchStrategicMerge:
                            metadata: {labels: {b: "{{ request.object.metadata.labels.a }}-two"}}
                    """)
                .outcomes(POD))
        .extracting(outcome -> outcome.status() + " " + outcome.rule())
        .containsExactly("PASS first", "PASS second", "PASS check");
  }

  @Test
  void loopsPatchElementByElement() {
    assertThat(
            containers(
                """
                mutate:
                  foreach:
                  - list: request.object.spec.containers
                    patchesJson6902: |-
                      - op: add
                        path: /spec/containers/{{ elementIndex }}/tty
                        value: true
                  - list: request.object.spec.containers[?tty]
                    preconditions:
                      all: [{key: "{{ element.name }}", operator: Equals, value: b}]
                    patchStrategicMerge:
                      spec: {containers: [{(name): "{{ element.name }}", stdin: true}]}
                """))
        .isEqualTo(
            "[{\"image\":\"redis:7\",\"name\":\"b\",\"stdin\":true,\"tty\":true},"
                + "{\"image\":\"nginx:latest\",\"name\":\"a\",\"tty\":true}]");
  }

  @Test
  void mergesGoBackwardsSoThatTheOrderStays() {
    String loop =
        """
        mutate:
          foreach:
          - list: request.object.spec.containers
            %s
            patchStrategicMerge:
              spec: {containers: [{(name): "{{ element.name }}", tty: true}]}
        """;
    assertThat(containers(loop.formatted("context: []"))).startsWith("[{\"image\":\"nginx");
    assertThat(containers(loop.formatted("order: Ascending"))).startsWith("[{\"image\":\"redis");
  }

  @Test
  void loopsStandInOneAnother() {
    assertThat(
            containers(
                """
                mutate:
                  foreach:
                  - list: request.object.spec.containers
                    foreach:
                    - list: "['x', 'y']"
                      patchesJson6902: |-
                        - op: add
                          path: /spec/containers/{{ elementIndex0 }}/args/-
                          value: "{{ element0.name }}{{ element }}"
                """))
        .isEqualTo(
            "[{\"args\":[\"ax\",\"ay\"],\"image\":\"nginx:latest\",\"name\":\"a\"},"
                + "{\"args\":[\"bx\",\"by\"],\"image\":\"redis:7\",\"name\":\"b\"}]");
  }

  @Test
  void saysWhyALoopFails() {
    assertThat(
            of(
                """
                mutate:
                  foreach:
                  - list: request.object.spec.volumes
                    patchStrategicMerge: {metadata: {labels: {a: b}}}
                """))
        .startsWith(
            "ERROR r: failed to evaluate list request.object.spec.volumes: JMESPath query failed:"
                + " Unknown key \"volumes\" in path: JMESPath query failed: Unknown key"
                + " \"volumes\" in path");
    assertThat(
            of(
                """
                mutate:
                  foreach:
                  - list: request.object.spec.containers
                    patchStrategicMerge: {metadata: {labels: {a: "{{ nope }}"}}}
                """))
        .startsWith(
            "ERROR r: failed to mutate elements: variable substitution failed: failed to resolve"
                + " nope at path /patchStrategicMerge/metadata/labels/a:");
  }

  @Test
  void aVerdictOnWhatAPolicyWroteIsShownAtItsNearestAncestor() {
    assertThat(
            Judged.by(
                    """
                    apiVersion: kyverno.io/v1
                    kind: ClusterPolicy
                    metadata: {name: p}
                    spec:
                      rules:
                      - name: set
                        match: {any: [{resources: {kinds: [Pod]}}]}
                        mutate: {patchStrategicMerge: {metadata: {labels: {team: a}}}}
                      - name: check
                        match: {any: [{resources: {kinds: [Pod]}}]}
                        validate:
                          message: wrong
                          pattern: {metadata: {labels: {app: shop, team: b}}}
                    """)
                .of(POD))
        .isEqualTo(
            """
            PASS set: mutated Pod/web in namespace default
            FAIL check: validation error: wrong. rule check failed at path /metadata/labels/team/
              at labels <- b""");
  }

  @Test
  void changesExistingResourcesInItsStead() {
    String rule =
        """
        mutate:
          targets:
          - apiVersion: v1
            kind: ConfigMap
            name: "{{ request.object.metadata.name }}-*"
            preconditions:
              all: [{key: "{{ target.data.size }}", operator: NotEquals, value: big}]
          - {apiVersion: v1, kind: Secret, name: key, namespace: default}
          - {apiVersion: v1, kind: ConfigMap, selector: {matchLabels: {app: chosen}}}
          patchStrategicMerge:
            data: {size: "{{ target.data.size }}-{{ request.object.metadata.name }}"}
        """;
    List<RuleOutcome> outcomes =
        Judged.byRule(rule)
            .existing(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: web-a}, data: {size: small}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: web-b}, data: {size: big}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: c, labels: {app: chosen}},"
                    + " data: {size: x}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: d}, data: {size: x}}")
            .outcomes(POD);
    assertThat(outcomes)
        .extracting(outcome -> outcome.status() + " " + outcome.message())
        .containsExactly(
            "ERROR : secrets \"key\" not found",
            "PASS mutated ConfigMap/web-a in namespace default",
            "SKIP preconditions not met",
            "PASS mutated ConfigMap/c in namespace default");
    assertThat(outcomes.get(1).effect())
        .isInstanceOfSatisfying(
            Effect.MutatedTargets.class,
            mutated ->
                assertThat(mutated.roots().get(0).map("data").string("size"))
                    .isEqualTo("small-web"));
  }

  private static String of(String rule) {
    return Judged.byRule(rule).of(POD);
  }

  private static String containers(String rule) {
    return GoJson.write(root(rule).map("spec").child("containers"), 10_000);
  }

  private static String mutated(String rule) {
    return GoJson.write(root(rule), 10_000);
  }

  private static MapValue root(String rule) {
    List<RuleOutcome> outcomes = Judged.byRule(rule).outcomes(POD);
    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.get(0).effect()).isInstanceOf(Effect.Mutated.class);
    return ((Effect.Mutated) outcomes.get(0).effect()).root();
  }
}
