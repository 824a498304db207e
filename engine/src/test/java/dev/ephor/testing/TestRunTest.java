package dev.ephor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestRunTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: team}
      spec:
        rules:
        - name: label
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate:
            message: Say whose it is
            pattern: {metadata: {labels: {team: "?*"}}}
      """;

  private static final String RESOURCES =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: good, namespace: shop, labels: {team: a}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: bad}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart}
      spec: {template: {metadata: {labels: {team: a}}}}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      """;

  private final Tested tested = Tested.with(POLICY, RESOURCES);

  @Test
  void expectationsComeTrueOrNot() throws TestFiles.Unreadable {
    assertThat(tested.rows("- {policy: team, rule: label, resources: [good], result: pass}"))
        .containsExactly("team label v1/Pod/shop/good: Pass Ok");
    assertThat(tested.rows("- {policy: team, rule: label, resources: [bad], result: fail}"))
        .containsExactly("team label v1/Pod/default/bad: Pass Ok");
    assertThat(tested.rows("- {policy: team, rule: label, resources: [bad], result: pass}"))
        .containsExactly("team label v1/Pod/default/bad: Fail Want pass, got fail");
    assertThat(tested.rows("- {policy: team, rule: label, resources: [good], result: fail}"))
        .containsExactly("team label v1/Pod/shop/good: Fail Want fail, got pass");
  }

  @Test
  void rulesOfControllersAreMeantByTheRuleTheyWereMadeOf() throws TestFiles.Unreadable {
    assertThat(tested.rows("- {policy: team, rule: label, resources: [cart], result: pass}"))
        .containsExactly("team autogen-label apps/v1/Deployment/default/cart: Pass Ok");
    assertThat(tested.rows("- {policy: team, resources: [cart, bad], result: pass}"))
        .containsExactly(
            "team autogen-label apps/v1/Deployment/default/cart: Pass Ok",
            "team label v1/Pod/default/bad: Fail Want pass, got fail");
  }

  @Test
  void resourcesAreNamedWithTheirNamespaceOrBySpec() throws TestFiles.Unreadable {
    assertThat(tested.rows("- {policy: team, resources: [shop/good], result: pass}"))
        .containsExactly("team label v1/Pod/shop/good: Pass Ok");
    assertThat(
            tested.rows(
                """
                - policy: team
                  result: fail
                  resources: []
                  resourceSpecs:
                  - {version: v1, kind: Anything, namespace: default, name: bad}
                """))
        .containsExactly("team label v1/Pod/default/bad: Pass Ok");
  }

  @Test
  void withoutResourcesAllAreTried() throws TestFiles.Unreadable {
    assertThat(tested.rows("- {policy: team, rule: label, result: pass}"))
        .containsExactly(
            "team label v1/Pod/shop/good: Pass Ok",
            "team label v1/Pod/default/bad: Fail Want pass, got fail",
            "team autogen-label apps/v1/Deployment/default/cart: Pass Ok",
            "team label v1/Namespace/shop: Pass Excluded");
  }

  @Test
  void expectationsThatTestNothingPassWithAWarning() throws TestFiles.Unreadable {
    String noRule = "- {policy: team, rule: lable, resources: [bad], result: fail}";
    assertThat(tested.rows(noRule)).containsExactly("team lable v1/Pod/default/bad: Pass Excluded");
    assertThat(tested.problems(noRule)).containsExactly("unknown-rule");

    String noResource = "- {policy: team, resources: [other], result: pass}";
    assertThat(tested.rows(noResource)).hasSize(4);
    assertThat(tested.problems(noResource)).containsExactly("unknown-resource");

    String twice = "- {policy: team, resources: [good], result: pass}\n";
    assertThat(tested.problems(twice + twice)).containsExactly("duplicate-result");

    String unread = "- {policy: team, result: pass, resourceSpecs: [{version: v1, name: bad}]}";
    assertThat(tested.problems(unread)).containsExactly("unread-field");
  }

  @Test
  void anUnknownPolicyIsNotFound() throws TestFiles.Unreadable {
    assertThat(tested.rows("- {policy: steam, rule: label, resources: [bad], result: fail}"))
        .containsExactly("steam label v1/Pod/default/bad: Fail Not found");
  }

  @Test
  void aRefusedPolicyIsSkipped() throws TestFiles.Unreadable {
    tested.file("policy.yaml", POLICY.replace("kinds: [Pod]", "kinds: ['*']"));
    String results = "- {policy: team, rule: label, resources: [bad], result: fail}";
    assertThat(tested.rows(results))
        .containsExactly("team label v1/Pod/default/bad: Skip Invalid Policy");
    assertThat(tested.problems(results)).containsExactly("invalid-policy");
  }

  @Test
  void anUnscoredFailureIsAWarning() throws TestFiles.Unreadable {
    tested.file(
        "policy.yaml",
        POLICY.replace(
            "{name: team}", "{name: team, annotations: {policies.kyverno.io/scored: 'false'}}"));
    assertThat(tested.rows("- {policy: team, rule: label, resources: [bad], result: warn}"))
        .containsExactly("team label v1/Pod/default/bad: Pass Ok");
  }

  @Test
  void aRowThatFailedHasItsReasons() throws TestFiles.Unreadable {
    TestReport report = tested.run("- {policy: team, rule: label, resources: [bad], result: pass}");
    ResultRow row = report.rows().get(0);
    assertThat(row.message())
        .isEqualTo(
            "validation error: Say whose it is. rule label failed at path /metadata/labels/");
    assertThat(row.evidence().outcome().findings()).hasSize(1);
  }
}
