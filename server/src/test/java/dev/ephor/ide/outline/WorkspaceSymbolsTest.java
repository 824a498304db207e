package dev.ephor.ide.outline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import dev.ephor.workspace.Cancellation;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkspaceSymbolsTest {

  private static final Typed SHOP =
      Typed.of(
          "policies.yaml",
          """
          apiVersion: kyverno.io/v1
          kind: ClusterPolicy
          metadata: {name: require-team}
          spec:
            rules:
            - {name: team, validate: {pattern: {}}}
            - {name: team-label, mutate: {}}
          """,
          "web.yaml",
          """
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: web, namespace: shop}
          spec: {template: {spec: {containers: [{name: team}]}}}
          ---
          apiVersion: v1
          kind: Service
          metadata: {name: web}
          """,
          "compose.yaml",
          "services: {team: {image: nginx}}\n");

  @Test
  void theWholeNameComesBeforeItsStartAndThatBeforeAPart() {
    assertThat(found("team")).containsExactly("team", "team-label", "require-team");
  }

  @Test
  void lettersMayBeLeftOut() {
    assertThat(found("rqtm")).containsExactly("require-team");
    assertThat(found("REQ").get(0)).isEqualTo("require-team");
    assertThat(found("mater")).isEmpty();
  }

  @Test
  void aKindANamespaceOrAPolicyNarrowsTheQuery() {
    assertThat(found("web")).hasSize(2);
    assertThat(found("service web")).containsExactly("web");
    assertThat(found("shop/web")).containsExactly("web");
    assertThat(found("require-team/label")).containsExactly("team-label");
  }

  @Test
  void nothingTypedFindsEverythingOfOurs() {
    assertThat(found("")).containsExactly("require-team", "team", "team-label", "web", "web");
  }

  @Test
  void aRuleIsFoundAtItsNameInItsPolicy() {
    WorkspaceSymbols.Found rule =
        WorkspaceSymbols.of(SHOP.snapshot(), "team-label", Cancellation.NEVER).get(0);
    assertThat(rule.container()).isEqualTo("require-team");
    assertThat(SHOP.at(rule.symbol().selection())).isEqualTo("team-label");
  }

  @Test
  void aThousandOfTheSameNameAreCut() {
    String many = "apiVersion: v1\nkind: Pod\nmetadata: {name: same}\n---\n".repeat(1000);
    Typed typed = Typed.in("many.yaml", many);
    assertThat(WorkspaceSymbols.of(typed.snapshot(), "same", Cancellation.NEVER))
        .hasSize(WorkspaceSymbols.LIMIT);
  }

  private static List<String> found(String query) {
    return WorkspaceSymbols.of(SHOP.snapshot(), query, Cancellation.NEVER).stream()
        .map(found -> found.symbol().name())
        .toList();
  }
}
