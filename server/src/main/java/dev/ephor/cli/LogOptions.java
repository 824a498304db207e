package dev.ephor.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * Options about logs that scripts give to any command of the reference. They are accepted and
 * change nothing: what is wrong is always told.
 */
final class LogOptions {

  private static final String NAME = "log";

  /** Adds the options to a command and all commands below it. */
  static void addTo(CommandLine command) {
    command.getCommandSpec().addMixin(NAME, CommandSpec.forAnnotatedObject(new LogOptions()));
    command.getSubcommands().values().forEach(LogOptions::addTo);
  }

  @Option(
      names = {"-v", "--v"},
      paramLabel = "LEVEL",
      hidden = true)
  int level;

  @Option(
      names = {
        "--vmodule",
        "--log_dir",
        "--log_file",
        "--log_file_max_size",
        "--log_backtrace_at",
        "--stderrthreshold"
      },
      hidden = true)
  List<String> values = new ArrayList<>();

  @Option(
      names = {
        "--add_dir_header",
        "--alsologtostderr",
        "--logtostderr",
        "--one_output",
        "--skip_headers",
        "--skip_log_headers"
      },
      arity = "0..1",
      fallbackValue = "true",
      hidden = true)
  List<Boolean> switches = new ArrayList<>();
}
