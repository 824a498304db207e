package dev.ephor.lsp;

import dev.ephor.ide.view.View;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.FileId;

/**
 * What a feature is given besides its parameters.
 *
 * @param session the connection
 * @param moment the state to answer from
 * @param cancellation true when the client no longer wants the answer or a newer edit outdated it
 */
record Question(Session session, Moment moment, Cancellation cancellation) {

  /** A file as the client sees it. */
  View view(FileId file) {
    return new View(
        moment.snapshot(), session.tests(), session.lints(), session.focus(), file, cancellation);
  }
}
