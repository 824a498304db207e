package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exceptions from policies that are written in CEL: whom they exempt, and what is said then. */
class CelExemptionsTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: tool, namespace: ops}
      spec:
        containers: [{name: c, image: 'ghcr.io/acme/tool:latest'}]
      """;

  /** A policy {@code p} about pods. */
  private static String policy(String kind, String spec) {
    return """
    apiVersion: policies.kyverno.io/v1
    kind: %s
    metadata: {name: p}
    spec:
      matchConstraints:
        resourceRules:
        - {apiGroups: [''], apiVersions: [v1], resources: [pods], operations: [CREATE]}
    """
            .formatted(kind)
        + spec.indent(2);
  }

  private static final String TAGGED =
      policy(
          "ValidatingPolicy",
          """
          validations:
          - message: no latest
            expression: >-
              object.spec.containers.all(c,
              c.image in exceptions.allowedImages || !c.image.endsWith(':latest'))
          """);

  /** An exception from {@code p} of a kind, with more of its spec. */
  private static String exception(String name, String kind, String spec) {
    return """
    apiVersion: policies.kyverno.io/v1
    kind: PolicyException
    metadata: {name: %s, namespace: ops}
    spec:
      policyRefs: [{name: p, kind: %s}]
    """
            .formatted(name, kind)
        + spec.indent(2);
  }

  private static String exception(String spec) {
    return exception("e", "ValidatingPolicy", spec);
  }

  private static final String TOOL =
      "matchConditions: [{name: tool, expression: \"object.metadata.name == 'tool'\"}]\n";

  @Test
  void aPolicyLeavesAloneWhatAnExceptionNames() {
    assertThat(Judged.by(TAGGED).of(POD)).startsWith("FAIL : no latest");
    assertThat(Judged.by(TAGGED).exception(exception(TOOL)).of(POD))
        .isEqualTo(
            """
            SKIP exception: rule is skipped due to policy exception: ops/e
              at Pod <- {name: p, kind: ValidatingPolicy}\
            """);
    assertThat(Judged.by(TAGGED).exception(exception(TOOL)).of(POD.replace("tool,", "web,")))
        .startsWith("FAIL : no latest");
  }

  @Test
  void itNamesThePolicyByKindToo() {
    String other = exception("e", "MutatingPolicy", TOOL);
    assertThat(Judged.by(TAGGED).exception(other).of(POD)).startsWith("FAIL");
  }

  @Test
  void itHoldsAfterItHasExpired() {
    String expired = exception("expiresAt: '2001-01-01T00:00:00Z'");
    assertThat(Judged.by(TAGGED).exception(expired).of(POD)).startsWith("SKIP exception");
  }

  @Test
  void imagesAndValuesAreWhatExpressionsFind() {
    assertThat(Judged.by(TAGGED).exception(exception("images: ['nginx:latest']")).of(POD))
        .startsWith("FAIL : no latest");
    assertThat(
            Judged.by(TAGGED)
                .exception(exception(TOOL + "images: ['ghcr.io/acme/tool:latest']"))
                .of(POD))
        .isEqualTo("PASS : success");

    String names =
        policy(
            "ValidatingPolicy",
            """
            matchConditions:
            - {name: listed, expression: "size(exceptions.allowedImages) == 0"}
            validations:
            - expression: object.metadata.name in exceptions.allowedValues
            """);
    assertThat(Judged.by(names).of(POD)).startsWith("FAIL");
    assertThat(Judged.by(names).exception(exception("allowedValues: [tool]")).of(POD))
        .isEqualTo("PASS : success");
  }

  @Test
  void oneThatExemptsWhollyWinsOverImages() {
    assertThat(
            Judged.by(TAGGED)
                .exception(exception("some", "ValidatingPolicy", "images: [x]"))
                .exception(exception("all", "ValidatingPolicy", TOOL))
                .of(POD))
        .startsWith("SKIP exception: rule is skipped due to policy exception: ops/some, ops/all");
  }

  @Test
  void theHighestPrioritySaysWhatItCountsAs() {
    String passes = exception("a", "ValidatingPolicy", "reportResult: pass");
    String skips = exception("b", "ValidatingPolicy", "reportResult: skip");
    assertThat(Judged.by(TAGGED).exception(passes).exception(skips).of(POD))
        .isEqualTo("PASS exception: rule is passed due to policy exception: ops/a, ops/b");
    String first =
        skips.replace("namespace: ops", "namespace: ops, labels: {polex.kyverno.io/priority: '2'}");
    assertThat(Judged.by(TAGGED).exception(passes).exception(first).of(POD))
        .startsWith("SKIP exception: rule is skipped due to policy exception: ops/a, ops/b");
  }

  @Test
  void reportsNameTheExceptions() {
    assertThat(Judged.by(TAGGED).exception(exception(TOOL)).outcomes(POD))
        .singleElement()
        .satisfies(outcome -> assertThat(outcome.properties()).containsEntry("exceptions", "e"));
  }

  @Test
  void whatCannotBeToldIsAnError() {
    String broken = exception("matchConditions: [{name: a, expression: object.spec.none == 'a'}]");
    assertThat(Judged.by(TAGGED).exception(broken).of(POD))
        .startsWith("ERROR evaluation: failed to load context: no such key: none");
    String ignoring = TAGGED.replace("validations:", "failurePolicy: Ignore\n  validations:");
    assertThat(Judged.by(ignoring).exception(broken).of(POD)).startsWith("FAIL : no latest");
  }

  @Test
  void variablesOfThePolicyAreNotBoundYet() {
    String variables = "variables: [{name: tool, expression: \"'tool'\"}]\n";
    String asking = "matchConditions: [{name: a, expression: variables.tool == 'tool'}]";
    String validating =
        policy("ValidatingPolicy", variables + "validations: [{expression: 'true'}]");
    String generating =
        policy("GeneratingPolicy", variables + "generate: [{template: {value: 'a: b'}}]");
    String mutating =
        policy(
            "MutatingPolicy",
            variables
                + "mutations: [{patchType: JSONPatch, jsonPatch: {expression: '[JSONPatch{}]'}}]");

    assertThat(Judged.by(validating).exception(exception(asking)).of(POD))
        .startsWith("ERROR evaluation: failed to load context: no such attribute(s): variables");
    assertThat(Judged.by(generating).exception(exception("e", "GeneratingPolicy", asking)).of(POD))
        .startsWith("ERROR p: failed to evaluate policy: no such attribute(s): variables");
    assertThat(Judged.by(mutating).exception(exception("e", "MutatingPolicy", asking)).of(POD))
        .contains("no such attribute(s): variables");
  }

  @Test
  void aConditionThatCannotBeCompiledIsShown() {
    String broken = exception("matchConditions: [{name: a, expression: objct.spec}]");
    assertThat(Judged.by(TAGGED).exception(broken).of(POD))
        .startsWith(
            "ERROR evaluation: failed to load context: spec.matchConditions[0].expression:"
                + " Invalid value: \"objct.spec\"")
        .contains("at Pod <- objct.spec");
  }

  @Test
  void payloadsAreExemptToo() {
    String json =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: p}
        spec:
          evaluation: {mode: JSON}
          validations: [{expression: 'object.size > 10'}]
        """;
    assertThat(
            Judged.by(json)
                .exception(
                    exception("matchConditions: [{name: a, expression: object.size == 5.0}]"))
                .of("size: 5\nkind: Thing\napiVersion: v1"))
        .startsWith("SKIP exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MutatingPolicy   | SKIP exception: rule is skipped due to policy exception: ops/e",
        "GeneratingPolicy | SKIP exception: rule is skipped due to policy exception: ops/e",
        "DeletingPolicy   | FAIL p: resource did not match"
      })
  void everyKindKnowsExceptions(String kind, String expected) {
    String spec =
        switch (kind) {
          case "MutatingPolicy" ->
              """
              mutations:
              - patchType: ApplyConfiguration
                applyConfiguration: {expression: "Object{metadata: Object.metadata{labels: {'a': 'b'}}}"}
              """;
          case "GeneratingPolicy" ->
              "generate: [{expression: \"generator.Apply('ops', [{'kind': 'A'}])\"}]\n";
          default -> "schedule: '* * * * *'\nconditions: [{name: a, expression: 'true'}]\n";
        };
    Judged judged = Judged.by(policy(kind, spec));
    assertThat(judged.of(POD)).startsWith("PASS");
    assertThat(judged.exception(exception("e", kind, TOOL)).of(POD)).startsWith(expected);
  }

  /** What an image policy's exceptions and its own conditions may name is not bound for them. */
  @Test
  void conditionsOfExceptionsFromImagePoliciesSeeNoVariables() {
    String images =
        policy(
            "ImageValidatingPolicy",
            """
            variables: [{name: tools, expression: "['tool']"}]
            validations: [{expression: 'false'}]
            """);
    String named = exception("e", "ImageValidatingPolicy", TOOL);
    String reading =
        exception(
            "e",
            "ImageValidatingPolicy",
            "matchConditions: [{name: t, expression: object.metadata.name in variables.tools}]");
    assertThat(Judged.by(images).exception(named).of(POD)).startsWith("SKIP exception");
    assertThat(Judged.by(images).exception(reading).of(POD))
        .startsWith("ERROR evaluation: failed to evaluate policy: no such attribute(s): variables");
  }
}
