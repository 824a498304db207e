package dev.ephor.ide.hints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.HostNames;
import dev.ephor.ide.focus.Focus;
import dev.ephor.ide.view.View;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.Surroundings;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ValueHintsTest {

  private static final FileId POLICY = new FileId("/w/policy.yaml");
  private static final FileId TEST = new FileId("/w/kyverno-test.yaml");

  private static final String RULE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
        - name: r
          match: {any: [{resources: {kinds: [Service]}}]}
          context:
          - name: owner
            variable: {jmesPath: request.object.metadata.labels.team}
          validate:
            message: "not {{ owner }}"
            deny:
              conditions:
                any:
                - {key: "{{ owner }}", operator: Equals, value: b}
      """;

  private final Workspace workspace = new Workspace();

  private ValueHintsTest write(String path, String text) {
    workspace.update(List.of(new Change.OnDisk(new FileId(path), SourceText.of(text))));
    return this;
  }

  private static String service(String name, String team) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: %s, labels: {team: %s}}
    """
        .formatted(name, team);
  }

  private List<Hint> hints(FileId file, Focus focus) {
    Snapshot snapshot = workspace.current();
    LiveTests tests =
        new LiveTests(new Surroundings(Clock.systemUTC(), most -> 0, HostNames.OFFLINE));
    return ValueHints.of(new View(snapshot, tests, focus, file, Cancellation.NEVER));
  }

  /** Each line that has hints, with them at its end. */
  private String shown(Focus focus) {
    SourceText text = workspace.current().text(POLICY);
    List<String> lines = new ArrayList<>();
    for (Hint hint : hints(POLICY, focus)) {
      lines.add(
          text.content().substring(hint.span().start(), hint.span().end()) + " " + hint.label());
    }
    return String.join("\n", lines);
  }

  private String manifests(Focus focus) {
    return hints(POLICY, focus).stream()
        .map(hint -> hint.tooltip().lines().findFirst().orElse(""))
        .distinct()
        .collect(Collectors.joining());
  }

  @Test
  void behindContextEntriesVariablesAndExpressions() {
    write(POLICY.path(), RULE).write("/w/a.yaml", service("a", "shop"));

    assertThat(shown(Focus.NONE))
        .isEqualTo(
            """
            owner = "shop"
            {{ owner }} = "shop\"\
            """);
    assertThat(manifests(Focus.NONE))
        .isEqualTo("for Service default/a (the first that it matches):");
  }

  @Test
  void inCelVariablesConditionsAndValidations() {
    write(
            POLICY.path(),
            """
            apiVersion: policies.kyverno.io/v1
            kind: ValidatingPolicy
            metadata: {name: vp}
            spec:
              matchConstraints:
                resourceRules:
                - {apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [services]}
              variables:
              - name: team
                expression: object.metadata.labels.team
              validations:
              - expression: >-
                  variables.team
                  == 'web'
            """)
        .write("/w/a.yaml", service("a", "shop"));

    assertThat(shown(Focus.NONE))
        .contains("object.metadata.labels.team = \"shop\"", "== 'web' = false");
  }

  @Test
  void forTheResourceThatWasEditedLastElseOneOfItsTestsElseTheFirst() {
    write(POLICY.path(), RULE)
        .write("/w/a.yaml", service("a", "one"))
        .write("/w/b.yaml", service("x", "three") + "---\n" + service("b", "two"))
        .write("/w/fixture.yaml", service("tested", "four"));
    assertThat(manifests(Focus.NONE)).contains("Service default/a (the first that it matches)");

    write(
        TEST.path(),
        """
        apiVersion: cli.kyverno.io/v1alpha1
        kind: Test
        metadata: {name: t}
        policies: [policy.yaml]
        resources: [fixture.yaml]
        results:
        - {policy: p, rule: r, resources: [tested], kind: Service, result: pass}
        """);
    assertThat(manifests(Focus.NONE)).contains("Service default/tested (named by its tests)");

    Focus typed = Focus.NONE.typed(new FileId("/w/b.yaml"), 80);
    assertThat(manifests(typed)).contains("Service default/b (edited last)");
    assertThat(manifests(typed.typed(POLICY, 3))).contains("Service default/b (edited last)");
    Focus chosen = typed.choosing(new Focus.OfRule("ClusterPolicy p", "r"), "Service default/x");
    assertThat(manifests(chosen)).contains("Service default/x (chosen)");
  }

  @Test
  void shortWithTheWholeValueInTheTooltipAndSecretsHidden() {
    write(
            POLICY.path(),
            RULE.replace("[Service]", "[Service, Secret]")
                .replace("labels.team", "labels.team || request.object.data.a"))
        .write("/w/a.yaml", service("a", "x".repeat(100)));

    Hint hint = hints(POLICY, Focus.NONE).get(0);
    assertThat(hint.label()).hasSize(40).endsWith("…");
    assertThat(hint.tooltip()).contains("x".repeat(100));

    write(
        "/w/a.yaml",
        "apiVersion: v1\n"
            + "kind: Secret\n"
            + "metadata: {name: s, labels: {a: b}}\n"
            + "data: {a: aHVudGVyMg==}\n");
    assertThat(shown(Focus.NONE)).contains("owner = \"***\"");
    assertThat(hints(POLICY, Focus.NONE).toString()).doesNotContain("aHVudGVy");
  }

  @Test
  void ofAutoGeneratedRulesBehindTheWrittenText() {
    write(
            POLICY.path(),
            """
            apiVersion: kyverno.io/v1
            kind: ClusterPolicy
            metadata: {name: p}
            spec:
              rules:
              - name: r
                match: {any: [{resources: {kinds: [Pod]}}]}
                validate:
                  deny:
                    conditions:
                      any:
                      - {key: "{{ request.object.spec.hostNetwork }}", operator: Equals, value: true}
            """)
        .write(
            "/w/d.yaml",
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: d}
            spec: {template: {spec: {hostNetwork: false}}}
            """);

    assertThat(shown(Focus.NONE)).isEqualTo("{{ request.object.spec.hostNetwork }} = false");
  }

  @Test
  void brokenTextAndOtherFilesHaveNone() {
    write(POLICY.path(), RULE.substring(0, 200)).write("/w/a.yaml", service("a", "shop"));

    assertThat(hints(POLICY, Focus.NONE)).isEmpty();
    assertThat(hints(new FileId("/w/a.yaml"), Focus.NONE)).isEmpty();
    assertThat(hints(new FileId("/w/none.yaml"), Focus.NONE)).isEmpty();
  }
}
