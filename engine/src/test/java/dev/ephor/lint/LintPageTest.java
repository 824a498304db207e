package dev.ephor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.text.Severity;
import dev.ephor.workspace.SeverityRules.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of lints: what they say is so. */
class LintPageTest {

  private static final Path DOCS = Path.of("..", "docs", "lints");

  static Stream<String> names() {
    return Lints.all().stream().map(Lint::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void itsExampleIsFoundAndNothingElse(String name) {
    LintPage page = LintPage.of(Lints.named(name).orElseThrow());
    String yaml = page.section("Example").replaceFirst("^```yaml\n", "").replaceFirst("```$", "");

    assertThat(
            new PolicyLints()
                .of(
                    LintExample.snapshot(
                        List.of(yaml), List.of(new Choice(name, Optional.of(Severity.WARNING)))),
                    LintExample.file(0)))
        .extracting(PolicyLints.Shown::lint)
        .containsOnly(name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void itSaysWhyAndHowToMendAndWhenToSuppress(String name) {
    LintPage page = LintPage.of(Lints.named(name).orElseThrow());

    assertThat(page.text()).startsWith("# " + name + "\n\n");
    assertThat(page.summary()).endsWith(".");
    for (String heading : List.of("Why", "Example", "How to mend it", "When to suppress it")) {
      assertThat(page.section(heading)).as(heading).isNotEmpty();
    }
  }

  @Test
  void theTableOfTheReadmeIsTheTable() throws IOException {
    String expected =
        Lints.all().stream()
            .map(
                lint ->
                    "| ["
                        + lint.name()
                        + "]("
                        + lint.name()
                        + ".md) | "
                        + (lint.usual() == null
                            ? "off"
                            : lint.usual().name().toLowerCase(Locale.ROOT))
                        + " | "
                        + LintPage.of(lint).summary()
                        + " |\n")
            .collect(Collectors.joining());

    assertThat(Files.readString(DOCS.resolve("README.md"))).contains(expected);
  }

  @Test
  void checksAreExplainedByRelatedPages() {
    assertThat(LintPage.explaining("background-user").map(page -> page.lint().name()))
        .contains("user-in-background");
    assertThat(LintPage.explaining("lint/never-matches").map(page -> page.lint().name()))
        .contains("never-matches");
    assertThat(LintPage.explaining("nonsense")).isEmpty();
  }
}
