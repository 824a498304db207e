package dev.ephor.yaml;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;

/**
 * Something wrong with the text of a document.
 *
 * @param span where, counted from the start of the document
 * @param severity how bad it is
 * @param code a stable short name such as {@code duplicate-key}
 * @param message what is wrong and how to mend it
 */
public record Problem(Span span, Severity severity, String code, String message) {}
