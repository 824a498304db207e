package dev.ephor.cli;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A progress bar on a terminal, for work that takes longer than a second; on anything else,
 * nothing. Closing removes it.
 */
public final class Progress implements AutoCloseable {

  private static final long PATIENCE_MILLIS = 1_000;
  private static final long REFRESH_MILLIS = 100;
  private static final int BAR = 30;

  private final PrintStream terminal;
  private final int total;
  private final String doing;
  private final String things;
  private final AtomicInteger done = new AtomicInteger();
  private final Thread painter = new Thread(this::paint, "ephor-progress");
  private boolean shown;

  private Progress(PrintStream terminal, int total, String doing, String things) {
    this.terminal = terminal;
    this.total = total;
    this.doing = doing;
    this.things = things;
  }

  /**
   * Begins.
   *
   * @param terminal where to draw
   * @param isTerminal whether that is one
   * @param total how many steps there are
   * @param doing what is being done, such as {@code checking}
   * @param things what the steps are, such as {@code files}
   */
  public static Progress of(
      PrintStream terminal, boolean isTerminal, int total, String doing, String things) {
    Progress progress = new Progress(terminal, total, doing, things);
    if (isTerminal) {
      progress.painter.setDaemon(true);
      progress.painter.start();
    }
    return progress;
  }

  /** Notes a step as done; on any thread. */
  public void step() {
    done.incrementAndGet();
  }

  @Override
  public void close() {
    painter.interrupt();
    try {
      painter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (shown) {
      terminal.print("\r\u001b[K");
      terminal.flush();
    }
  }

  private void paint() {
    try {
      Thread.sleep(PATIENCE_MILLIS);
      while (true) {
        shown = true;
        terminal.print("\r" + bar(done.get()));
        terminal.flush();
        Thread.sleep(REFRESH_MILLIS);
      }
    } catch (InterruptedException finished) {
      // Closed: the work is done.
      return;
    }
  }

  private String bar(int done) {
    int filled = total == 0 ? BAR : (int) ((long) BAR * done / total);
    return doing
        + " ["
        + "#".repeat(filled)
        + " ".repeat(BAR - filled)
        + "] "
        + done
        + "/"
        + total
        + " "
        + things;
  }
}
