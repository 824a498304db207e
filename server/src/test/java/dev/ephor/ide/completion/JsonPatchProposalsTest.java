package dev.ephor.ide.completion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Patches as texts inside of policies. */
class JsonPatchProposalsTest {

  private static final String PATCH =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
          - name: r
            match: {any: [{resources: {kinds: [Pod]}}]}
            mutate:
              patchesJson6902: |-
      """;

  private static final String I = "          ";

  @Test
  void keysAndOperations() {
    assertThat(Proposed.marked("a.yaml", PATCH + I + "- op: add\n" + I + "  ‸\n").labels())
        .containsExactly("path", "value", "from");
    assertThat(Proposed.marked("a.yaml", PATCH + I + "- op: ‸\n").labels())
        .startsWith("add", "replace");
    assertThat(Proposed.marked("a.yaml", PATCH + I + "- ‸\n").labels()).startsWith("op", "path");
    assertThat(Proposed.marked("a.yaml", PATCH + I + "- op: re‸\n").take("replace"))
        .isEqualTo(PATCH + I + "- op: replace\n");
  }

  @Test
  void pathsSegmentBySegment() {
    assertThat(Proposed.marked("a.yaml", PATCH + I + "- op: add\n" + I + "  path: /‸\n").labels())
        .startsWith("/metadata", "/spec");
    assertThat(
            Proposed.marked("a.yaml", PATCH + I + "- path: \"/spec/con‸\"\n")
                .take("/spec/containers"))
        .isEqualTo(PATCH + I + "- path: \"/spec/containers\"\n");
    assertThat(Proposed.marked("a.yaml", PATCH + I + "- path: /spec/containers/‸\n").labels())
        .startsWith("/spec/containers/-", "/spec/containers/0");
    assertThat(Proposed.marked("a.yaml", PATCH + I + "- path: /spec/containers/0/im‸\n").labels())
        .startsWith("/spec/containers/0/image");
  }

  @Test
  void valuesByWhatThePathSays() {
    String image = PATCH + I + "- op: add\n" + I + "  path: /spec/containers/-\n";
    assertThat(Proposed.marked("a.yaml", image + I + "  value:\n" + I + "    ‸\n").labels())
        .startsWith("name", "image");
    assertThat(Proposed.marked("a.yaml", image + I + "  value: {name: a, ‸}\n").labels())
        .startsWith("image")
        .doesNotContain("name");
    String network = PATCH + I + "- op: add\n" + I + "  path: /spec/hostNetwork\n";
    assertThat(Proposed.marked("a.yaml", network + I + "  value: ‸\n").labels())
        .containsExactly("true", "false");
    String policy = PATCH + I + "- path: /spec/containers/0/imagePullPolicy\n";
    assertThat(Proposed.marked("a.yaml", policy + I + "  value: ‸\n").labels())
        .contains("Always", "IfNotPresent");
    assertThat(Proposed.marked("a.yaml", PATCH + I + "- op: add\n" + I + "  value: ‸\n").labels())
        .isEmpty();
  }

  @Test
  void pathsInCel() {
    String policy =
        """
        apiVersion: policies.kyverno.io/v1
        kind: MutatingPolicy
        metadata: {name: p}
        spec:
          matchConstraints:
            resourceRules:
              - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
          mutations:
            - patchType: JSONPatch
              jsonPatch:
                expression: |-
                  [JSONPatch{op: "add", path: "/spec/cont‸"}]
        """;
    assertThat(Proposed.marked("a.yaml", policy).take("/spec/containers"))
        .isEqualTo(policy.replace("cont‸", "containers"));
    assertThat(Proposed.marked("a.yaml", policy.replace("cont‸", "containers/0/‸")).labels())
        .startsWith("/spec/containers/0/name", "/spec/containers/0/image");
  }

  @Test
  void otherTextsAreTexts() {
    String text = "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |-\n    - op: ‸\n";
    assertThat(Proposed.marked("a.yaml", text).labels()).isEmpty();
  }
}
