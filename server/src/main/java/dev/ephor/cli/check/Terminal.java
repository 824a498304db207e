package dev.ephor.cli.check;

import dev.ephor.cli.check.CheckFormat.Presentation;
import dev.ephor.cli.check.CheckResult.Unreadable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What surrounds a command.
 *
 * @param folder where it was started
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param outIsTerminal whether a person watches {@code out}
 * @param errIsTerminal whether a person watches {@code err}
 * @param noColour whether the environment asks for none (no-color.org, or a dumb terminal)
 */
public record Terminal(
    Path folder,
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    boolean noColour) {

  /** The process's own. The start script tells what is a terminal; Java cannot. */
  public static Terminal ofProcess() {
    String noColour = System.getenv("NO_COLOR");
    return new Terminal(
        Path.of("").toAbsolutePath(),
        System.in,
        System.out,
        System.err,
        Boolean.getBoolean("ephor.stdout.terminal"),
        Boolean.getBoolean("ephor.stderr.terminal"),
        (noColour != null && !noColour.isEmpty()) || "dumb".equals(System.getenv("TERM")));
  }

  /** Says which inputs are missing from a result. */
  void tellUnreadable(CheckResult result) {
    for (Unreadable one : result.unreadable()) {
      err.println("ephor: cannot read " + one.path() + ": " + one.reason());
    }
  }

  /**
   * Writes a result to standard output; when quiet, only what makes the check fail.
   *
   * @throws IOException when standard output refuses it
   */
  void show(CheckResult result, OutputFormat output, Presentation how) throws IOException {
    Writer writer =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    output.format().write(how.quiet() ? result.only(how.failOn()) : result, how, writer);
    writer.flush();
  }
}
