package dev.ephor.cli.apply;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is printed and written, and the exit status. */
final class OutputOptions {

  @Option(
      names = {"-p", "--policy-report"},
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      paramLabel = "",
      description = "Prints a policy report.")
  boolean report;

  @Option(
      names = "--output-format",
      paramLabel = "FORMAT",
      description = "The format of reports and exceptions: json or yaml (default: yaml).")
  String format = "yaml";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      description =
          "Writes mutated and generated resources to this file (.yaml, .yml) or into this folder.")
  @Nullable String documents;

  @Option(
      names = {"-i", "--stdin"},
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      paramLabel = "",
      description = "Prints mutated resources without headings, for a pipe to kubectl.")
  boolean bare;

  @Option(
      names = {"-t", "--table"},
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      paramLabel = "",
      description = "Prints a table.")
  boolean table;

  @Option(
      names = "--detailed-results",
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      paramLabel = "",
      description = "With --table: messages as well.")
  boolean detailed;

  @Option(
      names = "--remove-color",
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      paramLabel = "",
      description = "Prints no colours.")
  boolean removeColor;

  @Option(
      names = "--generate-exceptions",
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      paramLabel = "",
      description = "Prints an exception for each failure.")
  boolean exceptions;

  @Option(
      names = "--generated-exception-ttl",
      paramLabel = "DURATION",
      description = "How long those exceptions shall live (default: 720h0m0s).")
  String exceptionLife = "720h";

  @Option(
      names = "--audit-warn",
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      paramLabel = "",
      description = "Reports failures of Audit policies as warnings.")
  boolean auditWarn;

  @Option(
      names = "--warn-exit-code",
      paramLabel = "CODE",
      description = "The exit status when there are warnings and neither failures nor errors.")
  int warnExitCode;

  @Option(
      names = "--warn-no-pass",
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      paramLabel = "",
      description = "Ends with --warn-exit-code when no resource satisfied a policy.")
  boolean warnNoPass;

  @Option(
      names = "--continue-on-fail",
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      paramLabel = "",
      description = "Accepted; one resource that cannot be judged never keeps the others back.")
  boolean continueOnFail;

  @Option(
      names = "--continue-on-error",
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      paramLabel = "",
      description = "Judges the rest when a resource cannot be read (default: true).")
  boolean continueOnError = true;

  @Option(
      names = "--show-performance",
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      paramLabel = "",
      description = "Prints on standard error how long reading and judging took.")
  boolean performance;
}
