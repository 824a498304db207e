package dev.ephor.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Exceptions that lie in the workspace hold there, and cost what they concern. */
class ExceptionsTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: NAME}
      spec:
        rules:
        - name: team
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate: {message: give a team, pattern: {metadata: {labels: {team: "?*"}}}}
      """;

  private static final String EXCEPTION =
      """
      apiVersion: kyverno.io/v2
      kind: PolicyException
      metadata: {name: e, namespace: ops}
      spec:
        exceptions: [{policyName: p, ruleNames: [team]}]
        match: {any: [{resources: {kinds: [Pod], names: [tool]}}]}
      """;

  private static final String PODS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: tool}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      """;

  private final Desk desk =
      new Desk(RuleEngine.KYVERNO)
          .file("/w/p.yaml", POLICY.replace("NAME", "p"))
          .file("/w/q.yaml", POLICY.replace("NAME", "q"))
          .file("/w/pods.yaml", PODS);

  @Test
  void anExceptionComesAndGoes() {
    String judged = desk.shown();
    assertThat(judged).contains("pods.yaml:3:1", "p/team", "q/team");
    desk.evaluatedNow();

    desk.file("/w/e.yaml", EXCEPTION);
    assertThat(desk.evaluatedNow()).containsExactly("p on tool", "p on web");
    assertThat(desk.shown()).isNotEqualTo(judged);
    assertThat(desk.shown().lines().filter(line -> line.contains("p/team"))).hasSize(1);
    assertThat(desk.shown().lines().filter(line -> line.contains("q/team"))).hasSize(2);

    desk.type("/w/e.yaml", EXCEPTION.replace("names: [tool]", "names: [web, tool]"));
    assertThat(desk.shown()).doesNotContain("p/team").contains("q/team");

    desk.delete("/w/e.yaml");
    desk.close("/w/e.yaml");
    assertThat(desk.shown()).isEqualTo(judged);
  }

  @Test
  void soDoesOneFromAPolicyThatIsWrittenInCel() {
    desk.file(
        "/w/c.yaml",
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: c}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [''], apiVersions: [v1], resources: [pods], operations: [CREATE]}
          validations: [{expression: has(object.metadata.labels), message: give labels}]
        """);
    assertThat(desk.shown().lines().filter(line -> line.contains("give labels"))).hasSize(2);
    desk.evaluatedNow();

    desk.file(
        "/w/e.yaml",
        """
        apiVersion: policies.kyverno.io/v1
        kind: PolicyException
        metadata: {name: e, namespace: ops}
        spec:
          policyRefs: [{name: c, kind: ValidatingPolicy}]
          matchConditions: [{name: tool, expression: object.metadata.name == 'tool'}]
        """);
    assertThat(desk.evaluatedNow()).containsExactly("c on tool", "c on web");
    assertThat(desk.shown().lines().filter(line -> line.contains("give labels"))).hasSize(1);
  }

  @Test
  void aCommentInAnExceptionCostsNothing() {
    desk.file("/w/e.yaml", EXCEPTION).shown();
    desk.evaluatedNow();
    desk.type("/w/e.yaml", "# why\n" + EXCEPTION);
    assertThat(desk.evaluatedNow()).isEmpty();
  }

  @Test
  void anExceptionFromNothingHereCostsNothing() {
    desk.shown();
    desk.evaluatedNow();
    desk.file("/w/e.yaml", EXCEPTION.replace("policyName: p", "policyName: elsewhere"));
    assertThat(desk.evaluatedNow()).isEmpty();
  }

  @Test
  void aFreshWorkspaceSaysTheSame() {
    desk.file("/w/e.yaml", EXCEPTION.replace("[tool]", "[t]"));
    desk.shown();
    desk.type("/w/e.yaml", EXCEPTION);
    assertThat(desk.shown())
        .isEqualTo(
            new Desk(RuleEngine.KYVERNO)
                .file("/w/p.yaml", POLICY.replace("NAME", "p"))
                .file("/w/q.yaml", POLICY.replace("NAME", "q"))
                .file("/w/pods.yaml", PODS)
                .file("/w/e.yaml", EXCEPTION)
                .shown());
  }
}
