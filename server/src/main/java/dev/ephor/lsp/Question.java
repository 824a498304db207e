package dev.ephor.lsp;

import dev.ephor.workspace.Cancellation;

/**
 * What a feature is given besides its parameters.
 *
 * @param session the connection
 * @param moment the state to answer from
 * @param cancellation true when the client no longer wants the answer or a newer edit outdated it
 */
record Question(Session session, Moment moment, Cancellation cancellation) {}
