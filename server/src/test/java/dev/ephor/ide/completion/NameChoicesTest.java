package dev.ephor.ide.completion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names that exist in the workspace, and files. */
class NameChoicesTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: require-team}
      spec:
        rules:
          - name: team
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate: {pattern: {metadata: {labels: {team: "?*"}}}}
      """;

  private static final String RESOURCES =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: shop}
      """;

  @Test
  void policiesAndTheirRulesInExceptions() {
    String exception =
        "apiVersion: kyverno.io/v2\n"
            + "kind: PolicyException\n"
            + "spec:\n"
            + "  exceptions:\n"
            + "    - policyName: ";
    assertThat(Proposed.of("e.yaml", exception + "|", "p.yaml", POLICY).labels())
        .containsExactly("require-team");
    assertThat(
            Proposed.of(
                    "e.yaml",
                    exception + "require-team\n      ruleNames:\n        - |",
                    "p.yaml",
                    POLICY)
                .labels())
        .containsExactly("team", "autogen-team", "autogen-cronjob-team");
  }

  @Test
  void whatATestIsAbout() {
    String test =
        """
        apiVersion: cli.kyverno.io/v1alpha1
        kind: Test
        metadata: {name: t}
        policies: [%s]
        resources: [res.yaml]
        results:
          - policy: %s
            rule: %s
            kind: %s
            resources: [%s]
        """;
    assertThat(inTest(test, "‸", "", "", "", "").labels()).containsExactly("../policies/p.yaml");
    assertThat(inTest(test, "", "‸", "", "", "").labels()).containsExactly("require-team");
    assertThat(inTest(test, "", "require-team", "auto‸", "", "").labels())
        .containsExactly("autogen-team", "autogen-cronjob-team");
    assertThat(inTest(test, "", "", "", "‸", "").labels()).startsWith("Pod", "ConfigMap");
    assertThat(inTest(test, "", "", "", "Pod", "‸").labels()).containsExactly("shop/web");
  }

  private static Proposed inTest(String text, Object... parts) {
    return Proposed.marked(
        "tests/kyverno-test.yaml",
        text.formatted(parts),
        "policies/p.yaml",
        POLICY,
        "tests/res.yaml",
        RESOURCES);
  }

  @Test
  void namespacesAndObjects() {
    assertThat(
            Proposed.of(
                    "a.yaml",
                    "apiVersion: v1\nkind: Pod\nmetadata:\n  namespace: sh|\n",
                    "r.yaml",
                    RESOURCES)
                .labels())
        .containsExactly("shop");
    assertThat(
            Proposed.of(
                    "a.yaml",
                    "apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n"
                        + "    - name: v\n      configMap:\n        name: |\n",
                    "r.yaml",
                    RESOURCES)
                .labels())
        .containsExactly("settings");
    String filter =
        "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec:\n  rules:\n"
            + "    - match:\n        any:\n          - resources:\n"
            + "              kinds: [Pod]\n              names:\n                - |\n";
    assertThat(Proposed.of("a.yaml", filter, "r.yaml", RESOURCES).labels()).containsExactly("web");
  }
}
