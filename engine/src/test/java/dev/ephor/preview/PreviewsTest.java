package dev.ephor.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies, manifests, and what a person reads of the preview. */
class PreviewsTest {

  private static final String LABELS =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: labels}
      spec:
        rules:
        - name: team
          match: {any: [{resources: {kinds: [Pod]}}]}
          mutate:
            patchStrategicMerge: {metadata: {labels: {+(team): platform}}}
        - name: pull
          match: {any: [{resources: {kinds: [Pod]}}]}
          mutate:
            patchStrategicMerge:
              spec: {containers: [{(image): "*:latest", imagePullPolicy: Always}]}
      """;

  private static final String POD =
      """
      # our pod
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        labels: {app: web} # who
      spec:
        containers:
          # the only one
          - name: web
            image: "nginx:latest"
            imagePullPolicy: IfNotPresent # why not
      """;

  @Test
  void eachChangedLineNamesItsRule() {
    assertThat(text(files("policy.yaml", LABELS, "pod.yaml", POD), "pod.yaml"))
        .isEqualTo(
            """
            --- pod.yaml
            +++ pod.yaml (mutated)
            @@ -3,10 +3,10 @@
             kind: Pod
             metadata:
               name: web
            -  labels: {app: web} # who                     # labels/team
            +  labels: {app: web, team: platform} # who     # labels/team
             spec:
               containers:
                 # the only one
                 - name: web
                   image: "nginx:latest"
            -      imagePullPolicy: IfNotPresent # why not  # labels/pull
            +      imagePullPolicy: Always # why not        # labels/pull
            """);
  }

  @Test
  void aLineThatTwoRulesChangeNamesBoth() {
    String second =
        LABELS.replace("name: labels", "name: more").replace("+(team): platform", "tier: front");
    FilePreview preview =
        preview(files("a.yaml", LABELS, "b.yaml", second, "pod.yaml", POD), "pod.yaml");
    assertThat(preview.after()).contains("labels: {app: web, team: platform, tier: front} # who");
    assertThat(preview.lines().stream().filter(line -> line.text().contains("tier")).findFirst())
        .hasValueSatisfying(
            line -> assertThat(line.rules()).containsExactly("labels/team", "more/team"));
  }

  @Test
  void applyingGivesWhatThePreviewShows() {
    Snapshot snapshot =
        files(
            "policy.yaml",
            LABELS,
            "pod.yaml",
            "# one\n---\n" + POD + "---\n" + POD.replace("nginx", "caddy"));
    Previews.Application application =
        Previews.application(snapshot, new FileId("/w/pod.yaml"), Cancellation.NEVER).orElseThrow();
    SourceText text = snapshot.text(new FileId("/w/pod.yaml"));
    for (int i = application.edits().size() - 1; i >= 0; i--) {
      text = text.apply(application.edits().get(i));
    }
    assertThat(text.content()).isEqualTo(preview(snapshot, "pod.yaml").after());
    assertThat(text.content()).contains("caddy").contains("team: platform");
    assertThat(application.refusals()).isEmpty();
  }

  @Test
  void itemsOfListsChangeWhereTheyStand() {
    String list =
        "apiVersion: v1\nkind: List\nitems:\n" + POD.indent(2).replaceFirst("  # our", "- # our");
    assertThat(preview(files("policy.yaml", LABELS, "list.yaml", list), "list.yaml").after())
        .contains("  labels: {app: web, team: platform} # who")
        .contains("imagePullPolicy: Always # why not");
  }

  @Test
  void inAListEachLineNamesItsOwnRuleWhicheverItemComesFirst() {
    String list =
        """
        apiVersion: v1
        kind: List
        items:
        - apiVersion: v1
          kind: Pod
          metadata: {name: a, labels: {team: own}}
          spec: {containers: [{name: c, image: "c:latest"}]}
        - apiVersion: v1
          kind: Pod
          metadata: {name: b}
          spec: {containers: [{name: c, image: "c:latest"}]}
        """;
    assertThat(preview(files("policy.yaml", LABELS, "list.yaml", list), "list.yaml").lines())
        .filteredOn(line -> line.kind() == DiffLine.Kind.ADDED)
        .extracting(line -> line.text().strip() + " " + line.rules())
        .containsExactly(
            "spec: {containers: [{name: c, image: \"c:latest\", imagePullPolicy: Always}]}"
                + " [labels/pull]",
            "metadata: {name: b, labels: {team: platform}} [labels/team]",
            "spec: {containers: [{name: c, image: \"c:latest\", imagePullPolicy: Always}]}"
                + " [labels/pull]");
  }

  @Test
  void whatSecretsHoldIsHiddenAndThatItChangesIsNot() {
    String policy =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: rotate}
        spec:
          rules:
          - name: key
            match: {any: [{resources: {kinds: [Secret]}}]}
            mutate:
              patchStrategicMerge: {data: {key: bmV3}}
        """;
    String secret =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: s}
        data:
          key: b2xk # old
          other: eA==
        """;
    Snapshot snapshot = files("policy.yaml", policy, "secret.yaml", secret);
    FilePreview preview = preview(snapshot, "secret.yaml");
    assertThat(preview.masked()).isTrue();
    assertThat(preview.before()).contains("key: '***' # old").doesNotContain("b2xk", "eA==");
    assertThat(preview.after())
        .contains("key: '*** (changed)' # old")
        .doesNotContain("bmV3", "eA==");
    assertThat(
            Previews.of(snapshot, new FileId("/w/secret.yaml"), true, Cancellation.NEVER)
                .orElseThrow()
                .after())
        .contains("key: bmV3 # old");
  }

  @Test
  void aReasonDoesNotGiveAwayWhatSecretsHold() {
    String policy =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: spoil}
        spec:
          rules:
          - name: kind
            match: {any: [{resources: {kinds: [Secret]}}]}
            mutate: {patchesJson6902: "[{op: remove, path: /kind}]"}
        """;
    String secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {key: b2xk}\n";
    assertThat(text(files("policy.yaml", policy, "secret.yaml", secret), "secret.yaml"))
        .contains("It cannot be changed: the reason may hold")
        .doesNotContain("b2xk");
  }

  @Test
  void generatedResourcesNameTheirSourceAndWhatBecomesOfThem() {
    String policy =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: defaults}
        spec:
          rules:
          - name: deny
            match: {any: [{resources: {kinds: [Namespace]}}]}
            generate:
              apiVersion: networking.k8s.io/v1
              kind: NetworkPolicy
              name: deny-all
              namespace: "{{ request.object.metadata.name }}"
              synchronize: true
              data: {spec: {podSelector: {}}}
          - name: registry
            match: {any: [{resources: {kinds: [Namespace]}}]}
            generate:
              apiVersion: v1
              kind: Secret
              name: registry
              namespace: "{{ request.object.metadata.name }}"
              clone: {namespace: default, name: registry}
        """;
    String source =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: registry}
        data: {key: c2VjcmV0}
        """;
    String existing =
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: deny-all, namespace: b}
        spec:
          podSelector: {matchLabels: {app: x}} # only x
        """;
    Snapshot snapshot =
        files(
            "policy.yaml", policy,
            "secret.yaml", source,
            "existing.yaml", existing,
            "a.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n",
            "b.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: b}\n");
    String a = text(snapshot, "a.yaml");
    assertThat(a)
        .contains("generated for Namespace a by defaults/deny: NetworkPolicy a/deny-all")
        .contains("Kept in step with the rule")
        .contains("+spec:\n+  podSelector: {}")
        .contains("generated for Namespace a by defaults/registry: Secret a/registry")
        .contains("# copy of Secret default/registry in secret.yaml")
        .contains("Made once")
        .contains("+  key: '***'")
        .doesNotContain("c2VjcmV0");
    assertThat(text(snapshot, "b.yaml"))
        .contains("# there is one in existing.yaml")
        .contains("It exists and is brought in step.")
        .contains("-  podSelector: {matchLabels: {app: x}} # only x");
  }

  @Test
  void existingResourcesThatARuleChangesAreShownInTheirOwnLayout() {
    String policy =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: restart}
        spec:
          rules:
          - name: config
            match: {any: [{resources: {kinds: [ConfigMap]}}]}
            mutate:
              targets:
              - {apiVersion: v1, kind: Service, name: web, namespace: default}
              patchStrategicMerge:
                metadata: {labels: {config: "{{ request.object.metadata.name }}"}}
        """;
    Snapshot snapshot =
        files(
            "policy.yaml", policy,
            "config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n",
            "web.yaml", "apiVersion: v1\nkind: Service # the front\nmetadata:\n  name: web\n");
    assertThat(text(snapshot, "config.yaml"))
        .isEqualTo(
            """
            changed for ConfigMap default/c by restart/config: Service default/web
            # there is one in web.yaml
            # It exists and is changed.
            @@ -2,3 +2,5 @@
             kind: Service # the front
             metadata:
               name: web
            +  labels:      # restart/config
            +    config: c  # restart/config
            """);
  }

  @Test
  void cleanupSaysWhenAndWhy() {
    String policy =
        """
        apiVersion: kyverno.io/v2
        kind: ClusterCleanupPolicy
        metadata: {name: bare-pods}
        spec:
          schedule: "30 3 * * 0"
          match: {any: [{resources: {kinds: [Pod]}}]}
          conditions:
            all:
            - key: "{{ target.metadata.name }}"
              operator: Equals
              value: web
        """;
    List<Change> changes =
        changes(
            "policy.yaml",
            policy,
            "pod.yaml",
            POD + "---\n" + POD.replace("name: web\n  labels", "name: kept\n  labels"));
    changes.add(new Change.Time(Instant.parse("2026-11-28T12:00:00Z"), ZoneId.of("UTC")));
    assertThat(text(new Workspace().update(changes), "pod.yaml"))
        .isEqualTo(
            "deleted by bare-pods: Pod default/web at Sun 2026-11-29 03:30 UTC (schedule 30 3 * *"
                + " 0), because it is matched, and {{ target.metadata.name }} Equals web\n");
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    String failing =
        LABELS.replace("{metadata: {labels: {+(team): platform}}}", "{metadata: {labels: [a]}}");
    assertThat(text(files("policy.yaml", failing, "pod.yaml", POD), "pod.yaml"))
        .contains("pod.yaml: Pod default/web, labels/team: It cannot be changed: ");
    FilePreview broken =
        preview(files("policy.yaml", LABELS, "pod.yaml", POD + "  broken: [\n"), "pod.yaml");
    assertThat(broken.after()).isEqualTo(POD + "  broken: [\n");
    assertThat(broken.troubles())
        .anySatisfy(trouble -> assertThat(trouble.reason()).contains("has errors"));
  }

  @Test
  void aFileThatIsGoneHasNoPreviewAndOneWithoutManifestsAnEmptyOne() {
    Snapshot snapshot = files("policy.yaml", LABELS, "notes.yaml", "hello: 1\n");
    assertThat(Previews.of(snapshot, new FileId("/w/gone.yaml"), false, Cancellation.NEVER))
        .isEmpty();
    assertThat(Previews.application(snapshot, new FileId("/w/gone.yaml"), Cancellation.NEVER))
        .isEmpty();
    assertThat(preview(snapshot, "notes.yaml").isEmpty()).isTrue();
  }

  @Test
  void policiesWithErrorsDoNothingAndTheOthersTheirPart() {
    String broken =
        LABELS.replace("name: labels", "name: broken").replace("kinds: [Pod]", "kinds: Pod");
    assertThat(
            preview(
                    files("broken.yaml", broken, "policy.yaml", LABELS, "pod.yaml", POD),
                    "pod.yaml")
                .after())
        .contains("team: platform");
  }

  private static String text(Snapshot snapshot, String file) {
    return PreviewText.of(preview(snapshot, file), id -> id.path().substring("/w/".length()));
  }

  private static FilePreview preview(Snapshot snapshot, String file) {
    return Previews.of(snapshot, new FileId("/w/" + file), false, Cancellation.NEVER).orElseThrow();
  }

  private static Snapshot files(String... namesAndTexts) {
    return new Workspace().update(changes(namesAndTexts));
  }

  private static List<Change> changes(String... namesAndTexts) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      changes.add(
          new Change.OnDisk(
              new FileId("/w/" + namesAndTexts[i]), SourceText.of(namesAndTexts[i + 1])));
    }
    return changes;
  }
}
