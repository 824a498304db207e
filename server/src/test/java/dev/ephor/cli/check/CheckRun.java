package dev.ephor.cli.check;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;

/** One run of {@code ephor check}, in this process, in a folder. */
record CheckRun(int exitCode, String out, String err) {

  static CheckRun in(Path folder, String... arguments) {
    return withInput(folder, "", arguments);
  }

  /** One run of {@code ephor lint}. */
  static CheckRun lint(Path folder, String... arguments) {
    return run(folder, "", LintCommand::new, arguments);
  }

  static CheckRun withInput(Path folder, String standardInput, String... arguments) {
    return run(folder, standardInput, CheckCommand::new, arguments);
  }

  private static CheckRun run(
      Path folder, String standardInput, Function<Terminal, Object> command, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(
            folder.toAbsolutePath().normalize(),
            new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            errors,
            false,
            false,
            false);
    int exitCode =
        new CommandLine(command.apply(terminal))
            .setErr(new PrintWriter(errors, true))
            .execute(arguments);
    return new CheckRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
