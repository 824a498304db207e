package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code validate.assert}: assertion trees about the request. */
class AssertionRulesTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        labels: {team: blue}
      spec:
        priority: 10
        containers:
        - name: a
          image: nginx:1.25
        - name: b
          image: redis:latest
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "object: {spec: {priority: 10}}",
        "object: {spec: {(priority > `5`): true}}",
        "object: {spec: {(length(containers)): 2}}",
        "object: {spec: {priority: (`10`)}}",
        "object: {metadata: {labels: {team: \"(join('', ['bl', 'ue']))\"}}}",
        "object: {metadata: {(labels.none): null}}",
        "object: {spec: {~.containers: {\"(contains(image, ':'))\": true}}}",
        "object: {spec: {~i.containers: {\"(name == 'a')\": (`0` == $i)}}}",
        "object: {spec: {(priority)->p: 10, containers: [{(`10` == $p): true}, {name: b}]}}",
        "object: {metadata: {~key.labels: {\"(join('=', [$key, @]))\": team=blue}}}",
        "object: {metadata: {labels: {}}}",
        "operation: CREATE",
        "resourceKind: {kind: Pod, version: v1}",
      })
  void whatIsAsAssertedPasses(String tree) {
    assertThat(asserted(tree).of(POD)).isEqualTo("PASS r: Validation rule 'r' passed.");
  }

  @Test
  void namesTheValueAndTheAssertion() {
    assertThat(asserted("object: {spec: {priority: 11}}").of(POD))
        .isEqualTo(
            """
            FAIL r: object.spec.priority: Invalid value: 10: Expected value: 11
              at 10 <- 11""");
    assertThat(asserted("object: {metadata: {labels: {team: red}}}").of(POD))
        .isEqualTo(
            """
            FAIL r: object.metadata.labels.team: Invalid value: "blue": Expected value: "red"
              at blue <- red""");
  }

  @Test
  void eachMismatchHasItsPlaces() {
    assertThat(
            asserted("object: {spec: {~.containers: {\"(ends_with(image, ':latest'))\": false}}}")
                .of(POD.replace("nginx:1.25", "nginx:latest")))
        .isEqualTo(
            """
            FAIL r: object.spec.~.containers[0].(ends_with(image, ':latest')): Invalid value: true: \
            Expected value: false
              at name: a <- false
              at name: b <- false""");
  }

  @Test
  void whatIsMissingIsShownAtWhatShouldHoldIt() {
    assertThat(asserted("object: {metadata: {annotations: {a: b}}}").of(POD))
        .isEqualTo(
            """
            FAIL r: object.metadata.annotations: Required value: field not found in the input object
              at metadata <- annotations""");
    assertThat(asserted("object: {spec: {containers: [{name: a}]}}").of(POD))
        .startsWith(
            "FAIL r: object.spec.containers: Invalid value: []interface {}"
                + "{map[string]interface {}{\"image\":\"nginx:1.25\", \"name\":\"a\"}, ")
        .contains("lengths of slices don't match");
  }

  @Test
  void whatCannotBeComparedIsAnError() {
    assertThat(asserted("object: {spec: {priority: high}}").of(POD))
        .isEqualTo(
            """
            ERROR r: failed to apply assertion: object.spec.priority: Internal error: \
            types are not comparable, string - float64
              at 10 <- high""");
    assertThat(asserted("object: {spec: {~.priority: 1}}").of(POD))
        .startsWith(
            "ERROR r: failed to apply assertion: object.spec.~.priority:"
                + " Invalid value: expected a slice or a map");
  }

  @Test
  void aBackslashMakesAnExpressionAText() {
    assertThat(
            asserted("object: {metadata: {labels: {\\(a)\\: x}}}")
                .of(POD.replace("team: blue", "(a): x")))
        .startsWith("PASS");
  }

  @Test
  void contextEntriesHaveNames() {
    assertThat(
            Judged.byRule(
                    """
                    context:
                    - name: least
                      variable: {value: 5}
                    validate:
                      assert:
                        object: {spec: {(priority > $least): true}}
                    """)
                .of(POD))
        .startsWith("PASS");
    assertThat(asserted("object: {spec: {(priority > $least): true}}").of(POD))
        .contains("Internal error: variable not defined: $least");
  }

  @Test
  void aGeneratedRuleAssertsOfTheTemplate() {
    assertThat(
            Judged.by(
                    """
                    apiVersion: kyverno.io/v1
                    kind: ClusterPolicy
                    metadata: {name: p}
                    spec:
                      rules:
                      - name: r
                        match: {any: [{resources: {kinds: [Pod]}}]}
                        validate: {assert: {object: {spec: {hostPID: false}}}}
                    """)
                .of(
                    """
                    apiVersion: apps/v1
                    kind: Deployment
                    spec: {template: {spec: {hostPID: true}}}
                    """))
        .isEqualTo(
            """
            FAIL autogen-r: object.spec.template.spec.hostPID: Invalid value: true: \
            Expected value: false
              at true <- false""");
  }

  private static Judged asserted(String tree) {
    return Judged.byRule("validate:\n  assert:\n" + tree.indent(4));
  }
}
