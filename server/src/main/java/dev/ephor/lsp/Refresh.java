package dev.ephor.lsp;

/**
 * Tells the client that answers of one kind may differ where it did not type itself. While it has
 * not answered it is not told again, only once more afterwards: typing must not flood it.
 */
final class Refresh {

  private final Session session;
  private final String method;
  private boolean waiting;
  private boolean again;

  /**
   * Nothing is sent yet.
   *
   * @param method such as {@code workspace/codeLens/refresh}
   */
  Refresh(Session session, String method) {
    this.session = session;
    this.method = method;
  }

  /** Something changed. */
  void ask() {
    synchronized (this) {
      again = waiting;
      if (waiting) {
        return;
      }
      waiting = true;
    }
    session.askClient(method, null, answer -> {}, this::answered);
  }

  private void answered() {
    boolean more;
    synchronized (this) {
      waiting = false;
      more = again;
    }
    if (more) {
      ask();
    }
  }
}
