package dev.ephor.lsp;

import java.util.UUID;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Work that a client shows as going on; one that shows none is told none. */
final class Progress {

  private final Session session;
  private final Either<String, Integer> token = Either.forLeft(UUID.randomUUID().toString());
  private boolean begun;
  private boolean ended;
  private int percent = -1;

  private Progress(Session session) {
    this.session = session;
  }

  /** Begins when the client agrees; if it never does, nothing is sent. */
  static Progress begin(Session session, String title) {
    Progress progress = new Progress(session);
    if (session.client().workDoneProgress()) {
      session.askClient(
          "window/workDoneProgress/create",
          new WorkDoneProgressCreateParams(progress.token),
          answer -> progress.begun(title));
    }
    return progress;
  }

  private synchronized void begun(String title) {
    begun = true;
    WorkDoneProgressBegin begin = new WorkDoneProgressBegin();
    begin.setTitle(title);
    begin.setPercentage(0);
    send(begin);
    if (ended) {
      sendEnd(); // the work was quicker than the client: what it made room for is still closed
    }
  }

  /** Tells how far the work is, when that is a whole percent further than last told. */
  synchronized void report(String doing, int done, int total) {
    int now = total == 0 ? 0 : (int) (100L * done / total);
    if (begun && !ended && now != percent) {
      percent = now;
      WorkDoneProgressReport report = new WorkDoneProgressReport();
      report.setMessage(total == 0 ? doing : doing + " " + done + "/" + total);
      report.setPercentage(now);
      send(report);
    }
  }

  /** Ends once; later calls do nothing. */
  synchronized void end() {
    if (begun && !ended) {
      sendEnd();
    }
    ended = true;
  }

  private void sendEnd() {
    send(new WorkDoneProgressEnd());
  }

  private void send(WorkDoneProgressNotification value) {
    session.notifyClient("$/progress", new ProgressParams(token, Either.forLeft(value)));
  }
}
