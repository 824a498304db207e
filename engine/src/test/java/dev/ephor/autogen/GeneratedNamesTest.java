package dev.ephor.autogen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GeneratedNamesTest {

  @Test
  void namesSayForWhomTheRuleIs() {
    assertThat(GeneratedNames.of("tag")).containsExactly("autogen-tag", "autogen-cronjob-tag");
  }

  @Test
  void longNamesAreCutAtTheLimitOfALabelsValue() {
    assertThat(GeneratedNames.of("n".repeat(60)))
        .containsExactly("autogen-" + "n".repeat(55), "autogen-cronjob-" + "n".repeat(47));
  }

  @Test
  void aNameTellsWhichRuleItIsOf() {
    assertThat(GeneratedNames.written("autogen-cronjob-tag")).isEqualTo("tag");
    assertThat(GeneratedNames.written("autogen-tag")).isEqualTo("tag");
    assertThat(GeneratedNames.written("tag")).isEqualTo("tag");
    assertThat(GeneratedNames.isGenerated("autogen-cronjob-tag")).isTrue();
    assertThat(GeneratedNames.isGenerated("tag")).isFalse();
  }
}
