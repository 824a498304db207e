package dev.ephor.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ephor jp}: JMESPath at the command line, as {@code kyverno jp} has it. */
@Command(
    name = "jp",
    mixinStandardHelpOptions = true,
    description = "Evaluates, parses and explains JMESPath expressions in Kyverno's dialect.",
    footer = {
      "",
      "Examples:",
      "  ephor jp query -i object.yaml 'request.object.metadata.name | truncate(@, `9`)'",
      "  ephor jp parse 'spec.containers[?name==`nginx`]'",
      "  ephor jp function truncate",
    },
    subcommands = {JpQueryCommand.class, JpParseCommand.class, JpFunctionCommand.class})
final class JpCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
