package dev.ephor.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
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

  private static final String GENERATE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: quota}
      spec:
        rules:
        - name: limits
          match: {any: [{resources: {kinds: [Namespace]}}]}
          generate:
            apiVersion: v1
            kind: ConfigMap
            name: limits
            namespace: "{{ request.object.metadata.name }}"
            data: {data: {pods: "10"}}
      """;

  @Test
  void eachGeneratedDocumentIsARow() throws TestFiles.Unreadable {
    tested.file("policy.yaml", GENERATE);
    String expected =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: limits, namespace: shop}
        data: {pods: "10"}
        """;
    String results =
        "- {policy: quota, rule: limits, resources: [shop], result: pass,"
            + " generatedResource: limits.yaml}";
    tested.file("limits.yaml", expected);
    assertThat(tested.rows(results)).containsExactly("quota limits /limits: Pass Ok");

    tested.file("limits.yaml", expected.replace("10", "20"));
    assertThat(tested.rows(results)).containsExactly("quota limits /limits: Fail Resource diff");
    assertThat(tested.run(results).rows().get(0).evidence().differences())
        .containsExactly(new Difference("data.pods", text("20"), text("10")));

    tested.file("limits.yaml", expected.replace("name: limits", "name: other"));
    assertThat(tested.rows(results)).isEmpty();
    assertThat(tested.problems(results)).containsExactly("unexpected-document");
    assertThat(tested.rows(results.replace("}", ", failOnMissingResources: true}")))
        .containsExactly("quota limits /limits: Fail Resource error");

    assertThat(tested.rows(results.replace("limits.yaml", "gone.yaml")))
        .containsExactly("quota limits /limits: Fail Resource error");
  }

  @Test
  void mutationsAreComparedWithTheExpectedDocument() throws TestFiles.Unreadable {
    tested.file(
        "policy.yaml",
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: team}
        spec:
          rules:
          - name: label
            match: {any: [{resources: {kinds: [Pod]}}]}
            mutate: {patchStrategicMerge: {metadata: {labels: {team: none}}}}
        """);
    String results =
        "- {policy: team, rule: label, resources: [bad], result: pass, patchedResources: p.yaml}";
    String expected =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: bad, labels: {team: none}, annotations: {}}
        """;
    tested.file("p.yaml", expected);
    assertThat(tested.rows(results)).containsExactly("team label v1/Pod/default/bad: Pass Ok");
    tested.file("p.yaml", expected.replace("none", "some"));
    assertThat(tested.rows(results))
        .containsExactly("team label v1/Pod/default/bad: Fail Resource diff");
    tested.file("p.yaml", expected.replace("bad", "good"));
    assertThat(tested.rows(results)).isEmpty();
  }

  @Test
  void anExpectationMayBeAboutAnotherOperation() throws TestFiles.Unreadable {
    tested.file(
        "policy.yaml", POLICY.replace("kinds: [Pod]", "kinds: [Pod], operations: [DELETE]"));
    assertThat(
            tested.rows(
                """
                - {policy: team, rule: label, resources: [bad], result: fail, operation: DELETE}
                - {policy: team, rule: label, resources: [bad], result: fail}
                - {policy: team, rule: label, resources: [bad], result: fail, operation: GET}
                """))
        .containsExactly(
            "team label v1/Pod/default/bad: Pass Ok",
            "team label v1/Pod/default/bad: Pass Excluded",
            "team label v1/Pod/default/bad: Pass Excluded");
  }

  @Test
  void valuesAreRead() throws TestFiles.Unreadable {
    tested
        .file(
            "policy.yaml",
            POLICY.replace(
                "kinds: [Pod]", "kinds: [Pod], namespaceSelector: {matchLabels: {a: b}}"))
        .top("variables: values.yaml")
        .file(
            "values.yaml",
            """
            apiVersion: cli.kyverno.io/v1alpha1
            kind: Values
            namespaceSelector: [{name: default, labels: {a: b}}]
            """);
    String results = "- {policy: team, rule: label, resources: [good, bad], result: fail}";
    assertThat(tested.rows(results))
        .containsExactly(
            "team label v1/Pod/shop/good: Pass Excluded", "team label v1/Pod/default/bad: Pass Ok");

    tested.file("values.yaml", "namespaceSelector: []");
    assertThatThrownBy(() -> tested.rows(results))
        .hasMessage(
            "failed to decode yaml (values file values.yaml uses a deprecated schema — please"
                + " migrate to the latest format)");
  }

  private static Value text(String text) {
    return Scalar.of(text);
  }
}
