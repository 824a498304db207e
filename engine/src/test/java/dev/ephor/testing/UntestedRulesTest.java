package dev.ephor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.HostNames;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.schema.SchemaSource;
import dev.ephor.text.Severity;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.Configuration;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.FileRoles;
import dev.ephor.workspace.SeverityRules;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UntestedRulesTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
        - name: checked
          match: {any: [{resources: {kinds: [ConfigMap]}}]}
          validate: {message: wrong, pattern: {metadata: {labels: {team: "?*"}}}}
        - name: easy
          match: {any: [{resources: {kinds: [ConfigMap]}}]}
          validate: {message: wrong, pattern: {metadata: {name: "?*"}}}
        - name: changes
          match: {any: [{resources: {kinds: [ConfigMap]}}]}
          mutate: {patchStrategicMerge: {data: {a: b}}}
        - name: alone
          match: {any: [{resources: {kinds: [Secret]}}]}
          validate: {message: wrong, pattern: {metadata: {name: "?*"}}}
      """;

  private static final String TEST =
      """
      apiVersion: cli.kyverno.io/v1alpha1
      kind: Test
      metadata: {name: t}
      policies: [../policies/p.yaml]
      resources: [r.yaml]
      results:
      - {policy: p, rule: checked, resources: [bad], result: fail}
      - {policy: p, rule: easy, resources: [bad], result: pass}
      - {policy: p, rule: changes, resources: [bad], result: pass}
      """;

  private static final FileId FILE = new FileId("/w/policies/p.yaml");

  private final Workspace workspace = new Workspace();
  private final LiveTests tests =
      new LiveTests(new Surroundings(Clock.systemUTC(), bound -> 0, HostNames.OFFLINE));

  private Snapshot with(Map<String, String> files) {
    List<Change> changes = new ArrayList<>();
    files.forEach(
        (name, text) -> changes.add(new Change.InEditor(new FileId(name), SourceText.of(text))));
    return workspace.update(changes);
  }

  private Snapshot whole() {
    return with(
        Map.of(
            FILE.path(),
            POLICY,
            "/w/tests/r.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bad}\n",
            "/w/tests/kyverno-test.yaml",
            TEST));
  }

  private List<String> hints(Snapshot snapshot) {
    return UntestedRules.of(snapshot, tests, FILE, Cancellation.NEVER).stream()
        .map(
            hint ->
                POLICY.substring(hint.span().start(), hint.span().end())
                    + ": "
                    + hint.severity()
                    + " "
                    + hint.code())
        .toList();
  }

  @Test
  void aRuleWithoutATestAndOneThatNeverFailsAreHints() {
    assertThat(hints(whole()))
        .containsExactly("easy: HINT test/never-fails", "alone: HINT test/none");
  }

  @Test
  void whatATestStartsToSayIsTaken() {
    whole();
    Snapshot more =
        with(
            Map.of(
                "/w/tests/kyverno-test.yaml",
                TEST + "- {policy: p, rule: alone, resources: [bad], result: pass}\n"));
    assertThat(hints(more))
        .containsExactly("easy: HINT test/never-fails", "alone: HINT test/never-fails");
  }

  @Test
  void whereNoTestsAreKeptNothingIsSaid() {
    Snapshot elsewhere = with(Map.of(FILE.path(), POLICY, "/other/kyverno-test.yaml", TEST));
    assertThat(hints(elsewhere)).isEmpty();
    assertThat(hints(with(Map.of("/w/kyverno-test.yaml", TEST)))).hasSize(4);
  }

  @Test
  void theyCanBeTurnedOffAndMadeWorse() {
    whole();
    SeverityRules off =
        new SeverityRules(
            List.of(new SeverityRules.Choice(SeverityRules.TESTS, Optional.empty())),
            Severity.HINT);
    assertThat(hints(configured(off))).isEmpty();
    SeverityRules warning =
        new SeverityRules(
            List.of(new SeverityRules.Choice(SeverityRules.TESTS, Optional.of(Severity.WARNING))),
            Severity.HINT);
    assertThat(hints(configured(warning)))
        .containsExactly("easy: WARNING test/never-fails", "alone: WARNING test/none");
  }

  private Snapshot configured(SeverityRules severities) {
    return workspace.update(
        List.of(
            new Change.Configured(
                new Configuration(
                    Map.of(),
                    UserInfo.UNKNOWN,
                    FileRoles.ANY,
                    severities,
                    null,
                    SchemaSource.NONE,
                    Map.of()))));
  }

  @Test
  void brokenPoliciesAndTestsThatVanishDoNoHarm() {
    Snapshot before = whole();
    for (int end = 0; end < POLICY.length(); end += 7) {
      Snapshot broken = with(Map.of(FILE.path(), POLICY.substring(0, end)));
      List<Diagnostic> hints = UntestedRules.of(broken, tests, FILE, Cancellation.NEVER);
      assertThat(hints).allMatch(hint -> hint.code().startsWith("test/"));
    }
    with(Map.of(FILE.path(), POLICY));
    Snapshot gone =
        workspace.update(
            List.of(new Change.ClosedInEditor(new FileId("/w/tests/kyverno-test.yaml"))));
    assertThat(hints(gone)).isEmpty();
    assertThat(tests.outdated(before, gone)).contains(FILE);
  }
}
