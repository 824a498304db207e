package dev.ephor.lsp;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The server's log: one line an event, its cause included, since a stack trace in an editor's
 * output window buries what happened. Safe for use by several threads.
 */
public final class Log {

  private static final int FRAMES = 6;

  private final PrintStream out;
  private final Clock clock;
  private final boolean tracing;

  private Log(PrintStream out, Clock clock, boolean tracing) {
    this.out = out;
    this.clock = clock;
    this.tracing = tracing;
  }

  /** A log that writes to a stream; with {@code tracing} every protocol message too. */
  public static Log to(PrintStream out, Clock clock, boolean tracing) {
    return new Log(out, clock, tracing);
  }

  /**
   * A log that appends to a file.
   *
   * @throws IOException when the file cannot be written
   */
  public static Log toFile(Path file, Clock clock, boolean tracing) throws IOException {
    PrintStream out =
        new PrintStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            true,
            StandardCharsets.UTF_8);
    return new Log(out, clock, tracing);
  }

  boolean isTracing() {
    return tracing;
  }

  void info(String message) {
    line("info ", message);
  }

  void warn(String message) {
    line("warn ", message);
  }

  /** Something failed that should not: what was being done, and why it failed. */
  void crash(String doing, Throwable cause) {
    line("error", doing + " failed: " + describe(cause));
  }

  void trace(String direction, String message) {
    if (tracing) {
      line("trace", direction + " " + message);
    }
  }

  /** What the libraries below say through java.util.logging goes the same way. */
  public void captureLibraries() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new Library());
  }

  private void line(String level, String message) {
    String flat = message.replace("\r", "").replace("\n", "\\n");
    out.println(clock.instant() + " " + level + " " + flat);
    out.flush();
  }

  private static String describe(Throwable cause) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = cause; t != null && text.length() < 4000; t = t.getCause()) {
      if (t != cause) {
        text.append(" | caused by ");
      }
      text.append(t);
      StackTraceElement[] frames = t.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
        text.append(" at ").append(frames[i]);
      }
    }
    return text.toString();
  }

  private final class Library extends Handler {
    @Override
    public void publish(LogRecord record) {
      Throwable thrown = record.getThrown();
      String cause = thrown == null ? "" : ": " + describe(thrown);
      line("libs ", record.getLevel() + " " + record.getMessage() + cause);
    }

    @Override
    public void flush() {
      if (out.checkError()) {
        reportError("the log cannot be written", null, ErrorManager.WRITE_FAILURE);
      }
    }

    @Override
    public void close() {}
  }
}
