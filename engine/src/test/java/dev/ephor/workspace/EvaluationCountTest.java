package dev.ephor.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.kubernetes.UserInfo;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an edit costs, in evaluations of a policy on a resource. Guards invariants 3 and 7. */
class EvaluationCountTest {

  private static final String TEAM = policy("team", "Pod", "");
  private static final String OWNER = policy("owner", "Pod", "");
  private static final String COST = policy("cost", "Service", "");
  private static final String PROD = policy("prod", "Pod", "  where: {tier: prod}\n");

  private final Desk desk = new Desk();

  private static String policy(String label, String kind, String more) {
    return """
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata:
      name: %s
    spec:
      kinds: [%s]
      label: %s
    """
            .formatted(label, kind, label)
        + more;
  }

  private static String resource(String kind, String name) {
    return """
    apiVersion: v1
    kind: %s
    metadata:
      name: %s
      namespace: shop
    """
        .formatted(kind, name);
  }

  @BeforeEach
  void open() {
    desk.file("/w/policies.yaml", TEAM + "---\n" + OWNER + "---\n" + COST)
        .file("/w/prod.yaml", PROD)
        .file("/w/apps.yaml", resource("Pod", "a") + "---\n" + resource("Pod", "b"))
        .file("/w/service.yaml", resource("Service", "s"));
    assertThat(desk.evaluatedNow())
        .containsExactly(
            "cost on s",
            "owner on a",
            "owner on b",
            "prod on a",
            "prod on b",
            "team on a",
            "team on b");
  }

  @Test
  void nothingIsEvaluatedTwice() {
    assertThat(desk.evaluatedNow()).isEmpty();
  }

  @Test
  void aBlankLineOrCommentAboveAManifestMovesItsDiagnosticsAndCostsNothing() {
    String before = desk.shown();
    for (String line : new String[] {"\n", "# a comment\n"}) {
      desk.type("/w/apps.yaml", line + resource("Pod", "a") + "---\n" + resource("Pod", "b"));
      assertThat(desk.evaluatedNow()).isEmpty();
      assertThat(desk.shown())
          .isEqualTo(
              before
                  .replace("apps.yaml:3:1-3:9", "apps.yaml:4:1-4:9")
                  .replace("apps.yaml:9:1-9:9", "apps.yaml:10:1-10:9"))
          .isNotEqualTo(before);
    }
  }

  @Test
  void aBlankLineOrCommentAboveAPolicyMovesItsClausesAndCostsNothing() {
    String before = desk.shown();
    for (String line : new String[] {"\n", "# a comment\n"}) {
      desk.type("/w/policies.yaml", line + TEAM + "---\n" + OWNER + "---\n" + COST);
      assertThat(desk.evaluatedNow()).isEmpty();
      assertThat(desk.shown())
          .isEqualTo(
              before
                  .replace("policies.yaml:23:10-23:14", "policies.yaml:24:10-24:14")
                  .replace("policies.yaml:15:10-15:15", "policies.yaml:16:10-16:15")
                  .replace("policies.yaml:7:10-7:14", "policies.yaml:8:10-8:14"))
          .isNotEqualTo(before);
    }
  }

  @Test
  void commentsInsideCostNothingEither() {
    desk.type("/w/prod.yaml", PROD.replace("spec:\n", "spec: # what is wanted\n\n  # kinds\n"))
        .type("/w/service.yaml", resource("Service", "s").replace("metadata:", "metadata: # x"));
    assertThat(desk.evaluatedNow()).isEmpty();
  }

  @Test
  void anEditInAManifestCostsItsRow() {
    desk.type("/w/apps.yaml", resource("Pod", "a") + "---\n" + resource("Pod", "c"));
    assertThat(desk.evaluatedNow()).containsExactly("owner on c", "prod on c", "team on c");
  }

  @Test
  void aDocumentBeforeOthersCostsItsOwnRow() {
    desk.type(
        "/w/apps.yaml",
        resource("Pod", "new") + "---\n" + resource("Pod", "a") + "---\n" + resource("Pod", "b"));
    // The first document loses its place at the top of the file, and with it the line above it.
    assertThat(desk.evaluatedNow()).doesNotContain("team on b").contains("team on new");
  }

  @Test
  void anEditInAPolicyCostsItsColumn() {
    desk.type(
        "/w/policies.yaml",
        TEAM + "---\n" + OWNER.replace("label: owner", "label: boss") + "---\n" + COST);
    assertThat(desk.evaluatedNow()).containsExactly("owner on a", "owner on b");
  }

  @Test
  void aPolicyThatComesOrGoesCostsNoOther() {
    desk.delete("/w/prod.yaml");
    assertThat(desk.evaluatedNow()).isEmpty();
    desk.file("/w/a-new.yaml", policy("new", "Pod", ""));
    assertThat(desk.evaluatedNow()).containsExactly("new on a", "new on b");
  }

  @Test
  void aNamespaceCostsOnlyThoseWhoAsked() {
    String namespace =
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: %s, labels: {tier: %s}}
        """;
    desk.file("/w/ns.yaml", namespace.formatted("other", "prod"));
    assertThat(desk.evaluatedNow()).isEmpty();
    desk.file("/w/ns2.yaml", namespace.formatted("shop", "prod"));
    assertThat(desk.evaluatedNow()).containsExactly("prod on a", "prod on b");
    assertThat(desk.shown()).contains("prod/label");
    desk.type("/w/ns2.yaml", namespace.formatted("shop", "test"));
    assertThat(desk.evaluatedNow()).containsExactly("prod on a", "prod on b");
    assertThat(desk.shown()).doesNotContain("prod/label");
  }

  @Test
  void labelsOfTheConfigurationCostOnlyThoseWhoAsked() {
    desk.change(
        new Change.Configured(
            new Configuration(Map.of("shop", Map.of("tier", "prod")), UserInfo.UNKNOWN)));
    assertThat(desk.evaluatedNow()).containsExactly("prod on a", "prod on b");
    desk.file(
        "/w/ns.yaml",
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {tier: test}}\n");
    assertThat(desk.evaluatedNow()).containsExactly("prod on a", "prod on b");
    assertThat(desk.shown()).doesNotContain("prod/label");
  }
}
