package dev.ephor.ide.completion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LintProposalsTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: example}
      spec:
        # ephor: ignore[never-matches, shadow|] later
        rules: []
      """;

  @Test
  void namesInASuppression() {
    Proposed proposed = Proposed.at(POLICY);

    assertThat(proposed.labels()).first().isEqualTo("shadowed-rule");
    assertThat(proposed.proposal("shadowed-rule").documentation().get().orElseThrow())
        .startsWith("# shadowed-rule");
    assertThat(proposed.take("shadowed-rule")).contains("[never-matches, shadowed-rule");
  }

  @Test
  void nothingInOtherComments() {
    assertThat(Proposed.at(POLICY.replace("ephor: ", "")).labels()).isEmpty();
  }

  @Test
  void namesInTheConfiguration() {
    Proposed proposed =
        Proposed.of("ephor.yaml", "severity:\n  lints:\n    missing-message: hint\n    miss|\n");

    assertThat(proposed.labels())
        .contains("missing-annotations", "missing-exempted")
        .doesNotContain("missing-message");
    assertThat(proposed.take("missing-exempted")).contains("\n    missing-exempted: ");
  }
}
