package dev.ephor.ide.completion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Anchors and conditions in patterns and patches. */
class AnchorProposalsTest {

  private static final String RULE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
          - name: r
            match: {any: [{resources: {kinds: [Pod]}}]}
      """;

  private static final String PATTERN =
      RULE + "      validate:\n        pattern:\n          spec:\n            ";

  private static final String PATCH =
      RULE + "      mutate:\n        patchStrategicMerge:\n          metadata:\n            ";

  @Test
  void anchorsStandBesideTheFields() {
    assertThat(Proposed.at(PATTERN + "|").labels())
        .contains("containers", "=(…)", "(…)", "^(…)", "X(…)", "<(…)")
        .doesNotContain("+(…)");
    assertThat(Proposed.at(PATCH + "|").labels()).contains("labels", "+(…)", "(…)", "<(…)");
    assertThat(Proposed.at(PATTERN + "|").take("=(…)")).endsWith("            =(‸): ‸");
  }

  @Test
  void anAnchorThatIsBegunHoldsTheFields() {
    assertThat(Proposed.at(PATTERN + "=(sec|").take("=(securityContext)"))
        .endsWith("            =(securityContext):\n              ‸");
    assertThat(Proposed.at(PATTERN + "=(sec|)").take("=(securityContext)"))
        .endsWith("            =(securityContext):\n              ‸");
    assertThat(Proposed.at(PATTERN + "=|").labels()).contains("=(securityContext)");
    assertThat(Proposed.at(PATTERN + "^(|").labels())
        .contains("^(containers)")
        .doesNotContain("^(hostNetwork)");
    assertThat(Proposed.at(PATTERN + "X(hostP|").take("X(hostPID)"))
        .endsWith("            X(hostPID): \"null\"");
    assertThat(Proposed.at(PATCH + "+(ann|").take("+(annotations)"))
        .endsWith("            +(annotations):\n              ‸");
  }

  @Test
  void conditionsOfTextsAndAmounts() {
    assertThat(Proposed.at(PATTERN + "nodeName: |").labels()).startsWith("?*", "*", "!…");
    assertThat(Proposed.at(PATTERN + "nodeName: |").take("?*")).endsWith("nodeName: \"?*\"");
    assertThat(Proposed.at(PATTERN + "priority: |").labels()).startsWith(">…", ">=…");
    assertThat(Proposed.at(PATTERN + "priority: |").take(">=…")).endsWith("priority: \">=‸\"");
    assertThat(Proposed.at(PATTERN + "priority: \">|\"").take(">=…")).endsWith("priority: \">=‸\"");
    assertThat(Proposed.at(PATTERN + "hostNetwork: |").labels()).containsExactly("true", "false");
  }

  @Test
  void manifestsHaveNeither() {
    String pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  ";
    assertThat(Proposed.at(pod + "|").labels()).doesNotContain("=(…)");
    assertThat(Proposed.at(pod + "nodeName: |").labels()).doesNotContain("?*");
  }
}
