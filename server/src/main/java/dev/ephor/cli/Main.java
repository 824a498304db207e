package dev.ephor.cli;

import dev.ephor.cli.apply.ApplyCommand;
import dev.ephor.cli.check.CheckCommand;
import dev.ephor.cli.check.LintCommand;
import dev.ephor.cli.completion.CompletionCommand;
import dev.ephor.cli.convert.ConvertCommand;
import dev.ephor.cli.create.CreateCommand;
import dev.ephor.cli.diff.DiffCommand;
import dev.ephor.cli.explain.ExplainCommand;
import dev.ephor.cli.fmt.FmtCommand;
import dev.ephor.cli.init.InitCommand;
import dev.ephor.cli.preview.PreviewCommand;
import dev.ephor.cli.test.TestCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code ephor} command. A new command is one class and one line in {@code subcommands}. */
@Command(
    name = "ephor",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Shows what Kyverno policies say about Kubernetes manifests.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ephor check .                              policies and manifests of this folder",
      "  ephor check deploy/ -p policies/           policies from elsewhere",
      "  helm template . | ephor check -p policies - ",
      "  ephor check . -o sarif > ephor.sarif       for code scanning",
      "",
      "`ephor --check PATH...` is the same as `ephor check PATH...`.",
    },
    subcommands = {
      CheckCommand.class,
      LintCommand.class,
      LspCommand.class,
      ApplyCommand.class,
      TestCommand.class,
      JpCommand.class,
      CreateCommand.class,
      ConvertCommand.class,
      DiffCommand.class,
      ExplainCommand.class,
      FmtCommand.class,
      PreviewCommand.class,
      InitCommand.class,
      CompletionCommand.class,
      DocsCommand.class,
      VersionCommand.class,
    })
public final class Main implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  /** Without a command, its help is what is wanted. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }

  public static void main(String[] args) {
    System.exit(commandLine().execute(checkSpelledAsOption(args)));
  }

  /** The command with everything below it. Bad use is answered by {@link BadUse}. */
  public static CommandLine commandLine() {
    CommandLine all = new CommandLine(new Main());
    all.getSubcommands()
        .forEach(
            (name, command) -> {
              if (!BadUse.OWN.contains(name)) {
                LogOptions.addTo(command);
              }
            });
    // Of an option that is given twice the last one counts, as with the reference's parser.
    return all.setExpandAtFiles(false)
        .setOverwrittenOptionsAllowed(true)
        .setParameterExceptionHandler(new BadUse());
  }

  /** {@code ephor --check PATH...} means {@code ephor check PATH...}. */
  public static String[] checkSpelledAsOption(String[] args) {
    if (args.length > 0 && args[0].equals("--check")) {
      String[] changed = args.clone();
      changed[0] = "check";
      return changed;
    }
    return args;
  }
}
