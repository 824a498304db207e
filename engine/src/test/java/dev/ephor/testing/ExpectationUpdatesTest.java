package dev.ephor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.HostNames;
import dev.ephor.text.SourceText;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A test's results as they are written, and as an update leaves them. */
class ExpectationUpdatesTest {

  private static final FileId FILE = new FileId("/w/kyverno-test.yaml");

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: teams}
      spec:
        rules:
        - name: team
          match: {any: [{resources: {kinds: [ConfigMap]}}]}
          validate:
            message: Say which team it is.
            pattern: {metadata: {labels: {team: "?*"}}}
      """;

  private static final String RESOURCES =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: good, labels: {team: shop}}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: bad}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: worse}
      """;

  private static final String HEAD =
      """
      apiVersion: cli.kyverno.io/v1alpha1
      kind: Test
      metadata: {name: t}
      policies: [policy.yaml]
      resources: [resources.yaml]
      results:
      """;

  private static List<ExpectationUpdate> updates(String results) {
    Workspace workspace = new Workspace();
    List<Change> changes = new ArrayList<>();
    List.of(
            new String[] {"/w/policy.yaml", POLICY},
            new String[] {"/w/resources.yaml", RESOURCES},
            new String[] {FILE.path(), HEAD + results})
        .forEach(
            file -> changes.add(new Change.InEditor(new FileId(file[0]), SourceText.of(file[1]))));
    Snapshot snapshot = workspace.update(changes);
    LiveTests tests =
        new LiveTests(new Surroundings(Clock.systemUTC(), bound -> 0, HostNames.OFFLINE));
    return ExpectationUpdates.of(snapshot, tests, FILE);
  }

  /** The results after the only update, which leaves nothing to update. */
  private static String updated(String results) {
    List<ExpectationUpdate> updates = updates(results);
    assertThat(updates).hasSize(1);
    StringBuilder text = new StringBuilder(HEAD + results);
    List<TextEdit> edits = updates.get(0).edits();
    for (int i = edits.size() - 1; i >= 0; i--) {
      TextEdit edit = edits.get(i);
      text.replace(edit.span().start(), edit.span().end(), edit.replacement());
    }
    String after = text.substring(HEAD.length());
    assertThat(updates(after)).isEmpty();
    return after;
  }

  @Test
  void theResultIsReplacedWhereItStands() {
    String results =
        """
        - policy: teams
          rule: team   # the label
          resources: [bad]
          result: "pass"  # why?
          kind: ConfigMap
        """;
    assertThat(updated(results)).isEqualTo(results.replace("\"pass\"", "\"fail\""));
    assertThat(updates(results).get(0).title())
        .isEqualTo(
            "Expect fail instead of pass: teams/team on ConfigMap default/bad fails: validation"
                + " error: Say which team it is. rule team failed at path /metadata/labels/");
    assertThat(updates(results).get(0).text())
        .startsWith("expect fail instead of pass: teams/team on ConfigMap default/bad fails");
  }

  @Test
  void resourcesThatDifferAreSplit() {
    assertThat(
            updated(
                """
                - policy: teams
                  rule: team
                  resources:
                  - bad   # this one
                  - good
                  - worse
                  result: pass
                - {policy: teams, rule: team, resources: [good], result: pass}
                """))
        .isEqualTo(
            """
            - policy: teams
              rule: team
              resources:
              - good
              result: pass
            - policy: teams
              rule: team
              resources:
              - bad   # this one
              - worse
              result: fail
            - {policy: teams, rule: team, resources: [good], result: pass}
            """);
    assertThat(updated("- {policy: teams, rule: team, resources: [good, bad], result: pass}"))
        .isEqualTo(
            "- {policy: teams, rule: team, resources: [good], result: pass}\n"
                + "- {policy: teams, rule: team, resources: [bad], result: fail}");
  }

  @Test
  void noneOfTheResultsIsTheExpectedOne() {
    assertThat(
            updated(
                """
                - policy: teams
                  resources:
                    - good
                    - bad
                  result: skip
                  rule: team
                """))
        .isEqualTo(
            """
            - policy: teams
              resources:
                - good
              result: pass
              rule: team
            - policy: teams
              resources:
                - bad
              result: fail
              rule: team
            """);
  }

  @Test
  void whatNoResultMendsIsSaid() {
    assertThat(updates("- {policy: teams, rule: team, result: pass}"))
        .singleElement()
        .extracting(ExpectationUpdate::refused)
        .asString()
        .contains("name one rule and each resource");
    assertThat(updates("- {policy: unknown, rule: team, resources: [good], result: pass}"))
        .singleElement()
        .extracting(ExpectationUpdate::refused)
        .asString()
        .contains("Not found, which no result mends");
  }

  @Test
  void brokenTextHasNoUpdates() {
    String results = "- {policy: teams, rule: team, resources: [good, bad], result: pass}\n";
    for (int end = 0; end <= results.length(); end++) {
      updates(results.substring(0, end));
    }
    assertThat(updates("- {policy: teams, rule: team, resources: [bad], result: [pass}\n"))
        .isEmpty();
  }
}
