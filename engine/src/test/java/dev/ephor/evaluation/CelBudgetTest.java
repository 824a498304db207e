package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the expressions of an admission policy may cost together. */
class CelBudgetTest {

  /** Costs more than 900,000 units and less than a million, which one call may cost. */
  private static final String COSTLY =
      "lists.range(400).all(x, lists.range(400).all(y, x + y >= 0))";

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: p}
      spec: {containers: [{name: c, image: nginx}]}
      """;

  private static final String EXCEEDED =
      "validation failed due to running out of cost budget, no further validation rules will be"
          + " run";

  private static String policy(String spec) {
    return """
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingAdmissionPolicy
    metadata: {name: p}
    spec:
      matchConstraints:
        resourceRules:
        - {apiGroups: [''], apiVersions: [v1], resources: [pods], operations: [CREATE]}
    """
        + spec.indent(2);
  }

  private static String times(int count, String line) {
    return line.repeat(count);
  }

  private static String said(String spec) {
    return Judged.by(policy(spec)).of(POD).lines().findFirst().orElseThrow();
  }

  @Test
  void validationsShareTenMillionUnits() {
    String line = "- expression: '" + COSTLY + "'\n";
    assertThat(said("validations:\n" + times(8, line))).isEqualTo("PASS p: ");
    assertThat(said("validations:\n" + times(12, line))).isEqualTo("ERROR p: " + EXCEEDED);
  }

  @Test
  void allAreEvaluatedBeforeAnyIsLookedAt() {
    String line = "- expression: '" + COSTLY + "'\n";
    String first = "- {expression: 'false', message: 'no'}\n";
    assertThat(said("validations:\n" + first + times(8, line))).isEqualTo("FAIL p: no");
    assertThat(said("validations:\n" + first + times(12, line))).isEqualTo("ERROR p: " + EXCEEDED);
  }

  @Test
  void variablesCountWhereTheyAreReadAndMessagesAfterAllValidations() {
    StringBuilder variables = new StringBuilder("variables:\n");
    StringBuilder reads = new StringBuilder("validations:\n");
    for (int i = 0; i < 6; i++) {
      variables.append("- {name: v" + i + ", expression: '" + COSTLY + "'}\n");
      reads.append("- {expression: variables.v" + i + ", message: 'no'}\n");
    }
    assertThat(said(variables + "" + reads)).isEqualTo("PASS p: ");
    String asking =
        reads.toString().replace("message: 'no'", "messageExpression: 'string(variables.v0)'");
    assertThat(said(variables + asking.replace("v0)'", "v0) + string(variables.v1)'")))
        .isEqualTo("PASS p: ");
    String all =
        "string(variables.v0 && variables.v1 && variables.v2 && variables.v3 && variables.v4)";
    assertThat(said(variables + asking.replace("string(variables.v0)", all)))
        .isEqualTo("ERROR p: failed messageExpression: " + EXCEEDED);
  }

  @Test
  void matchConditionsHaveABudgetOfTheirOwn() {
    String conditions =
        "matchConditions:\n- {name: a, expression: 'false'}\n"
            + "- {name: b, expression: '"
            + COSTLY
            + "'}\n";
    String more =
        "- {name: c, expression: '"
            + COSTLY
            + "'}\n"
            + "- {name: d, expression: '"
            + COSTLY
            + "'}\n";
    String rest = "validations: [{expression: 'true'}]\n";
    assertThat(said(conditions + rest)).isEqualTo("SKIP p: match conditions aren't met");
    assertThat(said(conditions + more + rest)).isEqualTo("ERROR p: " + EXCEEDED);
    assertThat(said("failurePolicy: Ignore\n" + conditions + more + rest))
        .isEqualTo("SKIP p: match conditions aren't met");
  }

  @Test
  void annotationsHaveOneToo() {
    StringBuilder annotations = new StringBuilder("auditAnnotations:\n");
    for (int i = 0; i < 12; i++) {
      annotations.append("- {key: k" + i + ", valueExpression: 'string(" + COSTLY + ")'}\n");
    }
    assertThat(said("validations: [{expression: 'true'}]\n" + annotations))
        .isEqualTo("ERROR p: " + EXCEEDED);
  }

  /** Kyverno's kinds limit each call and nothing else. */
  @Test
  void kyvernosKindsKnowNoSum() {
    String policy =
        policy("validations:\n" + times(12, "- expression: '" + COSTLY + "'\n"))
            .replace("admissionregistration.k8s.io/v1", "policies.kyverno.io/v1")
            .replace("ValidatingAdmissionPolicy", "ValidatingPolicy");
    assertThat(Judged.by(policy).of(POD)).startsWith("PASS");
  }
}
