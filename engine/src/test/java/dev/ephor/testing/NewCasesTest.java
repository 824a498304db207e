package dev.ephor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.HostNames;
import dev.ephor.text.SourceText;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileEdit;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A policy, a manifest, and the test that is written of them; every one is run and comes true. */
class NewCasesTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: host}
      spec:
        rules:
        - name: network
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate:
            message: No host network.
            pattern: {spec: {=(hostNetwork): false}}
      """;

  private static final String POD =
      """
      # The shop.
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
      spec:
        hostNetwork: false   # stays so
        containers:
        - {name: c, image: "nginx:1.27"}
      """;

  private static final String TEST =
      """
      apiVersion: cli.kyverno.io/v1alpha1
      kind: Test
      metadata:
        name: host
      policies:
      - policy.yaml
      resources:
      - resources.yaml
      results:
      # One that may.
      - policy: host
        rule: network
        resources: [old]
        kind: Pod
        result: pass
      """;

  private static final String OLD =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: old}\nspec: {containers: [{name: c, image: i}]}";

  private final Workspace workspace = new Workspace();
  private final Map<String, String> files = new TreeMap<>();
  private final LiveTests tests =
      new LiveTests(new Surroundings(Clock.systemUTC(), bound -> 0, HostNames.OFFLINE));

  private Snapshot write() {
    List<Change> changes = new ArrayList<>();
    files.forEach(
        (name, text) -> changes.add(new Change.InEditor(new FileId(name), SourceText.of(text))));
    return workspace.update(changes);
  }

  private NewCase add(String policy, String manifest, String nearMissOf) {
    files.put("/w/policy.yaml", policy);
    files.put("/w/manifest.yaml", manifest);
    Snapshot snapshot = write();
    List<PlacedDocument> documents = snapshot.documents(new FileId("/w/policy.yaml"));
    NewCases cases = new NewCases(snapshot, tests, documents.get(0), Cancellation.NEVER);
    PlacedDocument placed = snapshot.documents(new FileId("/w/manifest.yaml")).get(0);
    return nearMissOf == null ? cases.manifest(placed) : cases.nearMiss(placed, nearMissOf);
  }

  /** Makes the edits, and runs the test that they have written: every row must come true. */
  private NewCase.Written done(NewCase made) {
    assertThat(made).isInstanceOf(NewCase.Written.class);
    NewCase.Written written = (NewCase.Written) made;
    for (FileEdit edit : written.edits()) {
      if (edit instanceof FileEdit.Create create) {
        assertThat(files.put(create.file().path(), create.text())).isNull();
      } else if (edit instanceof FileEdit.Change change) {
        StringBuilder text = new StringBuilder(files.get(change.file().path()));
        for (int i = change.edits().size() - 1; i >= 0; i--) {
          TextEdit one = change.edits().get(i);
          text.replace(one.span().start(), one.span().end(), one.replacement());
        }
        files.put(change.file().path(), text.toString());
      }
    }
    LiveResults results = tests.of(write(), written.test());
    assertThat(results.diagnostics()).isEmpty();
    assertThat(results.rows())
        .isNotEmpty()
        .allMatch(result -> result.row().verdict() == ResultRow.Verdict.PASS);
    return written;
  }

  private static String reason(NewCase made) {
    assertThat(made).isInstanceOf(NewCase.Refused.class);
    return ((NewCase.Refused) made).reason();
  }

  @Test
  void aPolicyWithoutTestsGetsOne() {
    NewCase.Written written = done(add(POLICY, POD, null));
    assertThat(written.title()).isEqualTo("Add Pod web as a test of host: 1 pass");
    assertThat(files.get("/w/tests/host/kyverno-test.yaml"))
        .isEqualTo(
            """
            apiVersion: cli.kyverno.io/v1alpha1
            kind: Test
            metadata:
              name: host
            policies:
              - ../../policy.yaml
            resources:
              - resources.yaml
            results:
              - policy: host
                rule: network
                kind: Pod
                resources:
                  - web
                result: pass
            """);
    assertThat(files.get("/w/tests/host/resources.yaml")).isEqualTo(POD);
  }

  @Test
  void anExistingTestGetsTheResourceAndTheExpectation() {
    files.put("/w/kyverno-test.yaml", TEST);
    files.put("/w/resources.yaml", OLD);
    done(add(POLICY, POD, null));
    assertThat(files.get("/w/resources.yaml")).isEqualTo(OLD + "\n---\n" + POD);
    assertThat(files.get("/w/kyverno-test.yaml"))
        .startsWith(TEST)
        .endsWith(
            """
            - policy: host
              rule: network
              kind: Pod
              resources:
              - web
              result: pass
            """);
    assertThat(reason(add(POLICY, POD, null))).contains("expects all that already");
  }

  @Test
  void aNearMissIsTheSmallestChangeAndKeepsTheLayout() {
    files.put("/w/kyverno-test.yaml", TEST);
    files.put("/w/resources.yaml", OLD);
    NewCase.Written written = done(add(POLICY, POD, "network"));
    assertThat(written.change()).isEqualTo("spec.hostNetwork: true instead of false");
    assertThat(written.title())
        .isEqualTo(
            "Add Pod web-near-miss as a test of host/network: 1 fail (spec.hostNetwork: true"
                + " instead of false)");
    assertThat(files.get("/w/resources.yaml"))
        .endsWith(
            POD.replace("name: web", "name: web-near-miss")
                .replace("hostNetwork: false", "hostNetwork: true"));
  }

  @Test
  void aNearMissOfAFailingManifestPasses() {
    NewCase.Written written =
        done(add(POLICY, POD.replace("hostNetwork: false", "hostNetwork: true"), ""));
    assertThat(written.change()).isEqualTo("without spec.hostNetwork");
    assertThat(written.expectations()).containsExactly("host/network on web-near-miss: pass");
  }

  @Test
  void rulesForPodsAreMissedInTheirControllers() {
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {a: b}}
          template:
            metadata: {labels: {a: b}}
            spec:
              containers:
              - {name: c, image: "nginx:1.27"}
        """;
    NewCase.Written written = done(add(POLICY, deployment, "network"));
    assertThat(written.change()).isEqualTo("spec.template.spec.hostNetwork: true");
  }

  @Test
  void conditionsHaveNearMisses() {
    String deny =
        POLICY.replace(
            "pattern: {spec: {=(hostNetwork): false}}",
            "deny: {conditions: {any: [{key: \"{{ request.object.metadata.labels.team || '' }}\","
                + " operator: Equals, value: secret}]}}");
    assertThat(done(add(deny, POD, "")).change())
        .isEqualTo("metadata.labels: {\"team\":\"secret\"}");
  }

  @Test
  void loopsOfCelHaveNearMisses() {
    String cel =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: tags}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [""], apiVersions: [v1], resources: [pods], operations: [CREATE]}
          validations:
          - message: No latest.
            expression: object.spec.containers.all(c, !c.image.endsWith(':latest'))
        """;
    assertThat(done(add(cel, POD, "")).change())
        .isEqualTo("spec.containers[0].image: \"x:latest\" instead of \"nginx:1.27\"");
  }

  @Test
  void mutationsAreComparedWithTheirDocuments() {
    String mutate =
        POLICY
            .replace("validate:", "mutate:")
            .replace("      message: No host network.\n", "")
            .replace(
                "pattern: {spec: {=(hostNetwork): false}}",
                "patchStrategicMerge: {metadata: {labels: {team: shop}}}");
    done(add(mutate, POD, null));
    assertThat(files.get("/w/tests/host/patched-web.yaml")).contains("team: shop");
  }

  @Test
  void generationsAreComparedWithTheirDocuments() {
    String generate =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: host}
        spec:
          rules:
          - name: quota
            match: {any: [{resources: {kinds: [Namespace]}}]}
            generate:
              apiVersion: v1
              kind: ConfigMap
              name: "for-{{request.object.metadata.name}}"
              namespace: default
              data: {data: {a: b}}
        """;
    done(add(generate, "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n", null));
    assertThat(files.get("/w/tests/host/generated-shop.yaml")).contains("name: for-shop");
  }

  @Test
  void aNameThatIsTakenIsChanged() {
    files.put("/w/kyverno-test.yaml", TEST);
    files.put("/w/resources.yaml", OLD);
    done(add(POLICY, OLD.replace("image: i", "image: j"), null));
    assertThat(files.get("/w/resources.yaml")).contains("name: old-2");
  }

  @Test
  void whatCannotBeAddedIsSaid() {
    assertThat(reason(add(POLICY, "apiVersion: v1\nkind: Service\nmetadata: {name: s}\n", null)))
        .isEqualTo("No rule of host says anything of Service s, so there is nothing to expect.");
    assertThat(reason(add(POLICY, "a: [b\n", null))).contains("no manifest");
    assertThat(reason(add("kind: Pod\napiVersion: v1\n", POD, null))).contains("no policy");
    assertThat(reason(add(POLICY.replace("kinds: [Pod]", "kinds: []"), POD, null)))
        .startsWith("The policy is refused: ");
    assertThat(reason(add(POLICY, POD, "other"))).contains("has no rule other");
    assertThat(reason(add(POLICY.replace("=(hostNetwork): false", "containers: [{}]"), POD, "")))
        .contains("no single change of what it looks at makes it say otherwise");
  }

  @Test
  void besideATestThatCannotBeRunANewOneIsWritten() {
    files.put("/w/kyverno-test.yaml", TEST);
    assertThat(done(add(POLICY, POD, null)).test().path())
        .isEqualTo("/w/tests/host/kyverno-test.yaml");
  }
}
