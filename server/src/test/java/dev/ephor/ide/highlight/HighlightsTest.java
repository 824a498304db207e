package dev.ephor.ide.highlight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import dev.ephor.workspace.Cancellation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cursor is {@code ‸}; each place is shown with its line, {@code !} where a name is given. */
class HighlightsTest {

  @Test
  void anAnchorAndItsAliases() {
    String text =
        """
        apiVersion: v1
        kind: Pod
        a: &one {x: 1} # not *one
        b: *on‸e
        c: "*one"
        d: [*one, &one 2]
        e: *one
        """;
    assertThat(places(text)).containsExactly("2 &one!", "3 *one", "5 *one");
    assertThat(places(text.replace("‸", "").replace("e: *", "e: ‸*")))
        .containsExactly("5 &one!", "6 *one");
  }

  @Test
  void aContextEntryAndTheExpressionsThatUseIt() {
    assertThat(
            places(
                """
                apiVersion: kyverno.io/v1
                kind: ClusterPolicy
                metadata: {name: p}
                spec:
                  rules:
                  - name: r
                    context:
                    - name: teams
                      variable: {value: [a]}
                    validate:
                      message: "One of {{ te‸ams }}, not teams or {{ request.teams }}"
                      deny:
                        conditions:
                          any:
                          - {key: "{{ length(teams) }}", operator: Equals, value: 0}
                """))
        .containsExactly("7 teams!", "10 teams", "14 teams");
  }

  @Test
  void aVariableOfCel() {
    assertThat(
            places(
                """
                apiVersion: policies.kyverno.io/v1
                kind: ValidatingPolicy
                metadata: {name: p}
                spec:
                  variables:
                  - name: cou‸nt
                    expression: object.spec.replicas
                  validations:
                  - expression: variables.count > 1 && object.count == 2
                """))
        .containsExactly("5 count!", "8 count");
  }

  @Test
  void aPolicyAndItsRulesInATest() {
    assertThat(
            places(
                """
                apiVersion: kyverno.io/v1
                kind: ClusterPolicy
                metadata: {name: tea‸ms}
                spec: {rules: [{name: r, validate: {pattern: {}}}]}
                ---
                apiVersion: kyverno.io/v2
                kind: PolicyException
                metadata: {name: teams}
                spec: {exceptions: [{policyName: teams, ruleNames: [r]}]}
                """))
        .containsExactly("2 teams!", "8 teams");
  }

  @Test
  void nothingBetweenNamesAndInFilesOfOthers() {
    assertThat(places("apiVersion: v1\nkind: P‸od\n")).isEmpty();
    assertThat(places("a: &x 1\nb: *‸x\n")).isEmpty();
    assertThat(places("apiVersion: v1\nkind: Pod\na: *‸unknown\n")).isEmpty();
  }

  private static List<String> places(String text) {
    Typed typed = Typed.atCursor("a.yaml", text);
    return Highlights.at(typed.snapshot(), typed.file(), typed.cursor(), Cancellation.NEVER)
        .stream()
        .map(
            each ->
                typed
                        .text()
                        .substring(0, each.span().start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                    + " "
                    + typed.at(each.span())
                    + (each.given() ? "!" : ""))
        .toList();
  }
}
