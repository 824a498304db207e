package dev.ephor.cli.apply;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is printed and written, and the exit status. */
final class OutputOptions {

  @Option(
      names = {"-p", "--policy-report"},
      description = "Prints a policy report.")
  boolean report;

  @Option(
      names = "--output-format",
      paramLabel = "FORMAT",
      defaultValue = "yaml",
      description = "The format of reports: json or yaml (default: yaml).")
  String format = "yaml";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      description =
          "Writes mutated and generated resources to this file (.yaml, .yml) or into this folder.")
  @Nullable String documents;

  @Option(
      names = {"-i", "--stdin"},
      description = "Prints mutated resources without headings, for a pipe to kubectl.")
  boolean bare;

  @Option(names = "--audit-warn", description = "Reports failures of Audit policies as warnings.")
  boolean auditWarn;

  @Option(names = "--remove-color", description = "Prints no colours.")
  boolean removeColor;

  @Option(
      names = "--warn-exit-code",
      paramLabel = "CODE",
      defaultValue = "0",
      description = "The exit status when there are warnings and neither failures nor errors.")
  int warnExitCode;

  @Option(
      names = "--warn-no-pass",
      description = "Ends with --warn-exit-code when no resource satisfied a policy.")
  boolean warnNoPass;
}
