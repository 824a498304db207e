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
    assertThat(Shell.run("tset").err()).contains("Did you mean this?\n\ttest\n\n");
    assertThat(Shell.run("version", "x").err())
        .isEqualTo("Error: unknown command \"x\" for \"ephor version\"\n");
  }

  @Test
  void valuesOfOptionsThatAreMissingOrWrongAreNamedAsInTheReference() {
    assertThat(Shell.run("apply", "p.yaml", "-r").err())
        .isEqualTo("Error: flag needs an argument: 'r' in -r\n");
    assertThat(Shell.run("apply", "p.yaml", "--values-file").err())
        .isEqualTo("Error: flag needs an argument: --values-file\n");
    assertThat(Shell.run("apply", "p.yaml", "--warn-exit-code", "x").err())
        .isEqualTo(
            "Error: invalid argument \"x\" for \"--warn-exit-code\" flag:"
                + " strconv.ParseInt: parsing \"x\": invalid syntax\n");
    assertThat(Shell.run("create", "cluster-role", "r").err())
        .isEqualTo("Error: required flag(s) \"api-groups\", \"verbs\", \"resources\" not set\n");
  }

  @Test
  void ofAnOptionThatIsGivenTwiceTheLastCounts() {
    Shell shell = Shell.run("create", "test", "-n", "a", "-n", "b");
    assertThat(shell.status()).isZero();
    assertThat(shell.out()).contains("name: b\n");
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
