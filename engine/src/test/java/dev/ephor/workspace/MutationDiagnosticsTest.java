package dev.ephor.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What policies change is judged as they leave it, and told of at what is written. */
class MutationDiagnosticsTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
      spec:
        containers: [{name: main, image: nginx}]
      """;

  private static final String SHARES_HOST = patching("shares-host", "spec: {hostNetwork: true}");

  private static final String OWN_NETWORK =
      validating("own-network", "spec: {=(hostNetwork): false}");

  private static String patching(String name, String merge) {
    return policy(name, "mutate: {patchStrategicMerge: {" + merge + "}}");
  }

  private static String validating(String name, String pattern) {
    return policy(name, "validate: {message: refused, pattern: {" + pattern + "}}");
  }

  private static String policy(String name, String body) {
    return """
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata:
      name: %s
      annotations: {pod-policies.kyverno.io/autogen-controllers: none}
    spec:
      background: false
      rules:
      - name: r
        match: {any: [{resources: {kinds: [Pod]}}]}
        %s
    """
        .formatted(name, body);
  }

  private final Desk desk = new Desk(RuleEngine.KYVERNO);

  @Test
  void aManifestThatOnlyFailsAfterAMutationNamesThePolicyThatMadeIt() {
    desk.file("pod.yaml", POD).file("own.yaml", OWN_NETWORK);
    assertThat(desk.shown()).isEmpty();

    desk.file("shares.yaml", SHARES_HOST);

    // What was written by the policy has no place in the manifest; its parent has.
    assertThat(desk.shown())
        .startsWith("pod.yaml:6:1-6:5 WARNING own-network/r: refused")
        .contains(
            "  shares.yaml:4:9-4:20 as written the manifest complies;"
                + " shares-host changes it first, rule r\n");
  }

  @Test
  void aManifestThatFailsAsWrittenTooBlamesNobodyElse() {
    desk.file("pod.yaml", POD + "  hostNetwork: true\n")
        .file("own.yaml", OWN_NETWORK)
        .file("label.yaml", patching("label", "metadata: {labels: {team: x}}"));

    assertThat(desk.shown()).contains("own-network/r: refused").doesNotContain("changes it first");
  }

  @Test
  void aManifestThatCompliesOnlyThanksToAMutationIsFine() {
    desk.file("pod.yaml", POD)
        .file("team.yaml", validating("team", "metadata: {labels: {team: \"?*\"}}"));
    assertThat(desk.shown()).contains("team/r: refused");

    desk.file("label.yaml", patching("label", "metadata: {labels: {team: x}}"));
    assertThat(desk.shown()).isEmpty();

    desk.delete("label.yaml");
    assertThat(desk.shown()).contains("team/r: refused");
  }

  @Test
  void aMutationThatFailsEndsWhatPoliciesSay() {
    desk.file("pod.yaml", POD)
        .file("a.yaml", policy("broken", patch("replace")))
        .file("b.yaml", patching("label", "metadata: {labels: {team: x}}"))
        .file("c.yaml", cel("celabel"))
        .file("team.yaml", validating("team", "metadata: {labels: {team: \"?*\"}}"));

    assertThat(desk.shown()).contains("broken/r: ").doesNotContain("label").doesNotContain("team/");

    desk.type("a.yaml", policy("broken", patch("add")));
    assertThat(desk.shown()).doesNotContain("broken/r: ");
  }

  @Test
  void aPolicyInCelMutatesBeforeOthersJudge() {
    desk.file("pod.yaml", POD)
        .file("team.yaml", validating("team", "metadata: {labels: {team: \"?*\"}}"));
    assertThat(desk.shown()).contains("team/r: refused");

    desk.file("cel.yaml", cel("celabel"));
    assertThat(desk.shown()).isEmpty();
  }

  @Test
  void existingObjectsAreThoseOfTheWorkspace() {
    String target =
        "mutate: {targets: [{apiVersion: v1, kind: ConfigMap, name: settings, namespace: shop}],"
            + " patchStrategicMerge: {data: {mode: strict}}}";
    desk.file("pod.yaml", POD).file("policy.yaml", policy("existing", target));
    assertThat(desk.shown()).contains("configmaps \"settings\" not found");
    desk.evaluatedNow();

    String settings =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: shop}\ndata: {}\n";
    desk.file("settings.yaml", settings);
    assertThat(desk.shown()).isEmpty();
    assertThat(desk.evaluatedNow()).contains("existing on web");

    desk.file("other.yaml", settings.replace("settings", "other"));
    assertThat(desk.evaluatedNow()).isEmpty();
  }

  private static String patch(String operation) {
    String added = "{\"op\": \"%s\", \"path\": \"/spec/none\", \"value\": 1}".formatted(operation);
    return "mutate: {patchesJson6902: '[" + added + "]'}";
  }

  private static String cel(String name) {
    return """
    apiVersion: policies.kyverno.io/v1alpha1
    kind: MutatingPolicy
    metadata: {name: %s}
    spec:
      matchConstraints:
        resourceRules:
        - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
      mutations:
      - patchType: ApplyConfiguration
        applyConfiguration:
          expression: 'Object{metadata: Object.metadata{labels: {"team": "x"}}}'
    """
        .formatted(name);
  }
}
