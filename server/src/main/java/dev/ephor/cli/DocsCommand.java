package dev.ephor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ephor docs}: a page of Markdown for each command. */
@Command(
    name = "docs",
    mixinStandardHelpOptions = true,
    description = "Writes a page of Markdown for each command.")
final class DocsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      description = "Where to (default: the current folder).")
  private Path folder = Path.of(".");

  @Option(
      names = {"--website", "--noDate", "--autogenTag"},
      arity = "0..1",
      fallbackValue = "true",
      hidden = true)
  void form(boolean ignored) {}

  @Override
  public Integer call() {
    try {
      Files.createDirectories(folder);
      write(spec.root().commandLine());
      return 0;
    } catch (IOException failure) {
      spec.commandLine().getErr().println("Error: cannot write " + failure.getMessage());
      return 1;
    }
  }

  private void write(CommandLine command) throws IOException {
    String name = command.getCommandSpec().qualifiedName(" ");
    String usage =
        command.getUsageMessage(CommandLine.Help.Ansi.OFF).replace(System.lineSeparator(), "\n");
    StringBuilder page = new StringBuilder("## " + name + "\n\n```\n" + usage + "```\n");
    if (!command.getSubcommands().isEmpty()) {
      page.append("\n### Commands\n\n");
    }
    for (CommandLine below : command.getSubcommands().values()) {
      String other = below.getCommandSpec().qualifiedName("_");
      page.append("* [")
          .append(other.replace('_', ' '))
          .append("](")
          .append(other)
          .append(".md)\n");
      write(below);
    }
    Files.writeString(folder.resolve(name.replace(' ', '_') + ".md"), page);
  }
}
