package dev.ephor.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is too deep, too wide or too long is read up to a limit that its problem names. */
class LimitsTest {

  @Test
  void tenThousandFlowLevels() {
    String text = "a: " + "[".repeat(10_000) + "]".repeat(10_000) + "\nb: 1\n";
    YamlDocument document = parse(text);
    assertThat(document.problems()).extracting(Problem::code).containsExactly("too-deep");
    assertThat(document.problems().get(0).message()).contains("512");
    assertThat(((MapValue) document.root()).child("b").toJava()).isEqualTo(1L);
    assertThat(document.root().sameTree(parse(text).root())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "{a: ", "- ", "? ", "[{", "{{", "'a", "\"a ", "&a ", "!t ", "a: b: "})
  void endlesslyOpened(String opening) {
    YamlDocument document = parse(opening.repeat(30_000));
    assertThat(document.root().sameTree(document.root())).isTrue();
    assertThat(document.problems()).isNotEmpty();
  }

  @Test
  void deepBlocks() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      text.append(" ".repeat(i)).append("k:\n");
    }
    assertThat(parse(text.toString()).problems())
        .extracting(Problem::code)
        .containsExactly("too-deep");
  }

  @Test
  void aliasBomb() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      text.append("a%d: &a%d [".formatted(i, i));
      text.append("*a%d, ".formatted(i - 1).repeat(10)).append("]\n");
    }
    text.append("after: 1\n");
    YamlDocument document = parse(text.toString());
    assertThat(document.problems()).extracting(Problem::code).containsExactly("alias-limit");
    assertThat(document.problems().get(0).message()).contains("400000");
    assertThat(((MapValue) document.root()).child("after").toJava()).isEqualTo(1L);
    assertThat(document.root().hashCode()).isEqualTo(parse(text.toString()).root().hashCode());
  }

  @Test
  void tenMegabytes() {
    StringBuilder text = new StringBuilder("items:\n");
    for (int i = 0; text.length() < 10_000_000; i++) {
      text.append("  - name: item-").append(i).append("\n    labels: {app: \"x\", n: ").append(i);
      text.append("}\n    note: >-\n      some words that\n      go on\n");
    }
    YamlDocument document = parse(text.toString());
    assertThat(document.problems()).isEmpty();
    assertThat(((MapValue) document.root()).list("items").size()).isGreaterThan(90_000);

    String broken = text.insert(5_000_000, "\"").toString();
    YamlDocument mended = parse(broken);
    assertThat(mended.problems()).isNotEmpty();
    assertThat(((MapValue) mended.root()).list("items").size()).isGreaterThan(90_000);
  }

  @Test
  void aLineOfTenMegabytes() {
    String text = "a: \"" + "x".repeat(10_000_000) + "\"\nb: 1\n";
    assertThat(((MapValue) parse(text).root()).size()).isEqualTo(2);
  }

  @Test
  void thousandsOfProblems() {
    YamlDocument document = parse("a: 1\n".repeat(5_000));
    assertThat(document.problems()).hasSize(YamlLimits.MAX_PROBLEMS + 1);
  }

  @Test
  void recursiveAliases() {
    YamlDocument document = parse("a: &a [*a, {b: *a}]\nc: 1\n");
    assertThat(document.problems())
        .extracting(Problem::code)
        .containsExactly("recursive-alias", "recursive-alias");
    assertThat(((MapValue) document.root()).child("c").toJava()).isEqualTo(1L);
  }

  private static YamlDocument parse(String text) {
    Supplier<YamlDocument> parse = () -> YamlParser.parse(new Source("test"), text);
    return assertTimeoutPreemptively(Duration.ofMinutes(3), parse::get);
  }
}
