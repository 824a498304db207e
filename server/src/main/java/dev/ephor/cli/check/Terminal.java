package dev.ephor.cli.check;

import java.io.InputStream;
import java.io.PrintStream;
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
}
