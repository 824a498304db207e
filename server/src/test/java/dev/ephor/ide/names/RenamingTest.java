package dev.ephor.ide.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.FileId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the files are after a rename, or why it is refused. */
class RenamingTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: teams}
      spec:
        rules:
          - name: known
            match: {any: [{resources: {kinds: [Pod]}}]}
            context:
              - name: list
                variable: {value: [a, b]}
            validate:
              message: "{{ list }} and {{ length(list) }} but {{ request.list }}"
              deny: {conditions: {any: [{key: "{{ a.{{ list[0] }} }}", operator: In, value: x}]}}
      """;

  private static final String EXCEPTION =
      """
      apiVersion: kyverno.io/v2
      kind: PolicyException
      metadata: {name: legacy}
      spec:
        exceptions:
          - {policyName: teams, ruleNames: [autogen-known, known]}
        match: {any: [{resources: {kinds: [Pod]}}]}
      """;

  @Test
  void aPolicyAcrossFiles() {
    Typed typed = typed(POLICY.replace("name: teams", "name: te‸ams"), "e.yaml", EXCEPTION);
    assertThat(renamed(typed, "crews"))
        .contains("metadata: {name: crews}")
        .contains("policyName: crews");
  }

  @Test
  void aRuleWithTheNamesThatAreMadeOfIt() {
    Typed typed = typed(EXCEPTION.replace(", known]", ", kn‸own]"), "p.yaml", POLICY);
    assertThat(renamed(typed, "listed"))
        .contains("ruleNames: [autogen-listed, listed]")
        .contains("- name: listed");
  }

  @Test
  void aContextEntryInItsExpressions() {
    assertThat(renamed(typed(POLICY.replace("- name: list", "- name: li‸st")), "items"))
        .contains("{{ items }} and {{ length(items) }} but {{ request.list }}")
        .contains("{{ a.{{ items[0] }} }}");
  }

  @Test
  void whatIsNotSafeIsRefused() {
    Typed list = typed(POLICY.replace("- name: list", "- name: li‸st"));
    assertThat(renamed(list, "two words")).startsWith("refused: The name of a context entry has");
    assertThat(renamed(list, "request"))
        .isEqualTo("refused: request is a variable that every rule has.");
    assertThat(renamed(typed(POLICY.replace("name: teams", "name: te‸ams")), "Big"))
        .startsWith("refused: The name of a policy has small letters");
    assertThat(renamed(typed(POLICY.replace("name: teams", "name: te‸ams")), "1e3"))
        .startsWith("refused: YAML would not read 1e3");
    assertThat(
            renamed(
                typed(POLICY.replace("name: teams", "name: te‸ams"), "other.yaml", POLICY),
                "crews"))
        .isEqualTo(
            "refused: Two things are called teams, so it is not clear which one is meant elsewhere:"
                + " the other is in /w/other.yaml:3.");
    assertThat(
            renamed(
                typed(
                    POLICY.replace("- name: known", "- name: kn‸own"),
                    "e.yaml",
                    EXCEPTION.replace(", known]", ", \"kno*\"]")),
                "listed"))
        .isEqualTo(
            "refused: In /w/e.yaml:6 the pattern kno* stands for it, and would not match listed;"
                + " change that first.");
    assertThat(
            renamed(
                typed(
                    POLICY.replace("name: teams", "name: te‸ams"),
                    "e.yaml",
                    EXCEPTION + "  x: [\n"),
                "crews"))
        .contains("cannot be read as a whole");
    assertThat(renamed(typed("apiVersion: v1\nkind: Pod\nmetadata: {name: x‸}\n"), "y"))
        .startsWith("refused: Only policies, rules");
  }

  @Test
  void anExceptionForAPolicyThatIsNotThere() {
    assertThat(renamed(typed(EXCEPTION.replace(": teams", ": te‸ams")), "crews"))
        .isEqualTo("refused: The policy teams is not in this workspace.");
  }

  private static Typed typed(String cursor, String... others) {
    String[] all = new String[others.length + 2];
    all[0] = "cursor.yaml";
    all[1] = cursor;
    System.arraycopy(others, 0, all, 2, others.length);
    return Typed.atCursor(all);
  }

  private static String renamed(Typed typed, String wanted) {
    Renaming.Outcome outcome =
        Renaming.rename(typed.snapshot(), typed.file(), typed.cursor(), wanted, Cancellation.NEVER);
    if (outcome instanceof Renaming.Refused refused) {
      return "refused: " + refused.reason();
    }
    StringBuilder all = new StringBuilder();
    for (Map.Entry<FileId, List<TextEdit>> each : ((Renaming.Edits) outcome).edits().entrySet()) {
      StringBuilder text =
          new StringBuilder(Objects.requireNonNull(typed.snapshot().text(each.getKey())).content());
      for (int i = each.getValue().size() - 1; i >= 0; i--) {
        TextEdit edit = each.getValue().get(i);
        text.replace(edit.span().start(), edit.span().end(), edit.replacement());
      }
      all.append(text);
    }
    return all.toString();
  }
}
