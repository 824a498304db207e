package dev.ephor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.HostNames;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveTestsTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata:
        name: require-team
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
      """;

  private static final String TEST =
      """
      apiVersion: cli.kyverno.io/v1alpha1
      kind: Test
      metadata: {name: require-team}
      policies: [../policy.yaml]
      resources: [resources.yaml]
      results:
      - policy: require-team
        rule: team
        resources: [good, bad]
        kind: ConfigMap
        result: pass
      """;

  private final Workspace workspace = new Workspace();
  private final LiveTests tests =
      new LiveTests(new Surroundings(Clock.systemUTC(), bound -> 0, HostNames.OFFLINE));
  private static final FileId FILE = new FileId("/w/tests/kyverno-test.yaml");

  private Snapshot with(Map<String, String> files) {
    List<Change> changes = new ArrayList<>();
    files.forEach(
        (name, text) -> changes.add(new Change.InEditor(new FileId(name), SourceText.of(text))));
    return workspace.update(changes);
  }

  private Snapshot whole() {
    return with(
        Map.of("/w/policy.yaml", POLICY, "/w/tests/resources.yaml", RESOURCES, FILE.path(), TEST));
  }

  private static String at(String text, dev.ephor.text.Span span) {
    return text.substring(span.start(), span.end());
  }

  @Test
  void eachResultStandsAtTheNameOfItsResource() {
    LiveResults results = tests.of(whole(), FILE);

    assertThat(results.rows())
        .extracting(row -> at(TEST, row.span()) + " " + row.row().verdict().shown())
        .containsExactly("good Pass", "bad Fail");
  }

  @Test
  void aFailureShowsTheClauseAndTheManifestThatExplainIt() {
    LiveResults results = tests.of(whole(), FILE);

    assertThat(results.diagnostics()).hasSize(1);
    Diagnostic failed = results.diagnostics().get(0);
    assertThat(failed.message())
        .startsWith("require-team/team on v1/ConfigMap/default/bad: Want pass, got fail");
    assertThat(failed.related())
        .extracting(place -> place.file().path() + ": " + place.message())
        .containsExactly(
            "/w/policy.yaml: the policy's clause", "/w/tests/resources.yaml: in the resource");
    assertThat(at(POLICY, failed.related().get(0).span())).isEqualTo("{team: \"?*\"}");
  }

  @Test
  void whatATestReadsOutdatesItAndItsPolicyAndNothingElseDoes() {
    Snapshot first = whole();
    tests.of(first, FILE);

    Snapshot unrelated = with(Map.of("/w/other.yaml", "a: 1"));
    assertThat(tests.outdated(first, unrelated)).isEmpty();

    Snapshot edited = with(Map.of("/w/policy.yaml", POLICY.replace("team: \"?*\"", "x: \"?*\"")));
    FileId policy = new FileId("/w/policy.yaml");
    assertThat(tests.outdated(unrelated, edited)).containsExactly(policy, FILE);
    assertThat(tests.of(edited, FILE).diagnostics()).hasSize(2);
    assertThat(tests.outdated(unrelated, edited)).containsExactly(policy, FILE);
    assertThat(tests.outdated(edited, edited)).isEmpty();
  }

  @Test
  void aMissingFileIsSaidAndItsComingHeals() {
    Snapshot without = with(Map.of("/w/policy.yaml", POLICY, FILE.path(), TEST));

    assertThat(tests.of(without, FILE).diagnostics())
        .extracting(Diagnostic::message)
        .singleElement()
        .asString()
        .startsWith("This test cannot be run: ")
        .contains("/w/tests/resources.yaml: no such file or directory");

    Snapshot with = with(Map.of("/w/tests/resources.yaml", RESOURCES));
    assertThat(tests.outdated(without, with)).contains(FILE);
    assertThat(tests.of(with, FILE).rows()).hasSize(2);
  }
}
