package dev.ephor.cli.create;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ephor create}. A new kind of file is one class and one line in {@code subcommands}. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = "Makes the beginnings of files for policies and their tests.",
    subcommands = {
      CreateTest.class,
      CreateValues.class,
      CreateUserInfo.class,
      CreateException.class,
      CreateMetricsConfig.class,
      CreateClusterRole.class,
    })
public final class CreateCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
