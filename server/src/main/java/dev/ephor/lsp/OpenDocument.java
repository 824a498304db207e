package dev.ephor.lsp;

import dev.ephor.text.SourceText;

/**
 * A document that the client shows; its text is the truth until it is closed.
 *
 * @param uri as the client writes it
 * @param version as the client counts it
 * @param text what it shows
 * @param read whether it is of a language that the workspace reads
 */
record OpenDocument(String uri, int version, SourceText text, boolean read) {}
