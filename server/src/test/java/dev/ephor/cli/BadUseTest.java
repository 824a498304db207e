package dev.ephor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadUseTest {

  @Test
  void unknownCommandsAndOptionsEndAsInTheReference() {
    assertThat(Shell.run("foo"))
        .isEqualTo(
            new Shell(
                1,
                "",
                "Error: unknown command \"foo\" for \"ephor\"\nRun 'ephor --help' for usage.\n"));
    assertThat(Shell.run("apply", "--foo=1"))
        .isEqualTo(new Shell(1, "", "Error: unknown flag: --foo\n"));
    assertThat(Shell.run("apply", "-z"))
        .isEqualTo(new Shell(1, "", "Error: unknown shorthand flag: 'z' in -z\n"));
    assertThat(Shell.run("aply").err()).contains("Did you mean this?\n\tapply\n");
  }

  @Test
  void logOptionsOfTheReferenceAreAccepted() {
    assertThat(Shell.run("version", "-v", "4").status()).isZero();
    assertThat(Shell.run("create", "values", "--v=2", "--logtostderr=false").status()).isZero();
    assertThat(Shell.run("jp", "function", "trim", "--log_file", "x").status()).isZero();
    assertThat(Shell.run("check", "-v", "4").status()).isEqualTo(2);
  }

  @Test
  void ownCommandsEndWithTheirUsage() {
    Shell check = Shell.run("check", "--foo");
    assertThat(check.status()).isEqualTo(2);
    assertThat(check.err()).contains("Usage: ephor check");
  }

  @Test
  void withoutACommandThereIsHelp() {
    Shell bare = Shell.run();
    assertThat(bare.status()).isZero();
    assertThat(bare.out()).contains("Usage: ephor", "apply", "create", "version");
  }

  @Test
  void tellsTheVersionInTheFormOfTheReference() {
    assertThat(Shell.run("version").out())
        .startsWith("Version: " + Version.KYVERNO + "+ephor.")
        .contains("\nTime: ", "\nGit commit ID: ");
  }

  @Test
  void writesAPageForEachCommand(@TempDir Path folder) throws IOException {
    assertThat(Shell.run("docs", "-o", folder.toString()).status()).isZero();
    assertThat(Files.readString(folder.resolve("ephor.md")))
        .startsWith("## ephor\n")
        .contains("* [ephor create](ephor_create.md)\n");
    assertThat(folder.resolve("ephor_create_values.md")).isNotEmptyFile();
  }
}
