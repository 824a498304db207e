package dev.ephor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {

  @Test
  void oneIsOneAndAllElseIsMany() {
    assertThat(Counted.of(1, "policy")).isEqualTo("1 policy");
    assertThat(Counted.of(2, "policy")).isEqualTo("2 policies");
    assertThat(Counted.of(0, "counter-example")).isEqualTo("0 counter-examples");
  }
}
