package dev.ephor.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A run of the whole command line.
 *
 * @param status the exit status
 * @param out what was printed
 * @param err what was printed on standard error
 */
public record Shell(int status, String out, String err) {

  public static Shell run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Shell(status, out.toString(), err.toString());
  }
}
