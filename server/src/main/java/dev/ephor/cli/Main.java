package dev.ephor.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code ephor} command. */
@Command(
    name = "ephor",
    mixinStandardHelpOptions = true,
    version = "ephor 0.1.0",
    subcommands = {ApplyCommand.class, JpCommand.class, LspCommand.class})
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).setExpandAtFiles(false).execute(args));
  }
}
