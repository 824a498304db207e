package dev.ephor.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * Options about logs that scripts give to the reference. They are accepted and change nothing: what
 * is wrong is always told.
 */
public final class LogOptions {

  @Option(
      names = {"-v", "--v"},
      paramLabel = "LEVEL",
      description = "Accepted for the sake of scripts, as are the reference's log options.")
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
