package dev.ephor.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.cli.Shell;
import org.junit.jupiter.api.Test;

class CompletionCommandTest {

  @Test
  void eachShellKnowsCommandsAndOptions() {
    assertThat(Shell.run("completion", "bash").out())
        .contains("_complete_ephor", "--policy-report");
    assertThat(Shell.run("completion", "zsh").out()).contains("bashcompinit");
    assertThat(Shell.run("completion", "fish").out())
        .contains(
            "complete -c ephor -n '__fish_seen_subcommand_from apply' -s p -l policy-report",
            "-a user-info");
    assertThat(Shell.run("completion", "powershell").out())
        .contains("'create values' = @('-o', '--output'");
  }

  @Test
  void otherShellsAreRefused() {
    assertThat(Shell.run("completion", "tcsh").status()).isEqualTo(1);
  }
}
