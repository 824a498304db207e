package dev.ephor.lsp;

import static dev.ephor.lsp.Dispatcher.required;

import dev.ephor.text.PositionEncoding;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.workspace.FileId;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * One file's text, and the way between its offsets and the protocol's positions in the client's
 * units. Positions outside the text are taken for its ends.
 */
record TextPlaces(FileId file, SourceText text, PositionEncoding encoding) {

  /** The file that a question is about; null where the workspace does not hold it. */
  static @Nullable TextPlaces of(Question question, @Nullable TextDocumentIdentifier document) {
    FileId file = Uris.file(required(required(document, "textDocument").getUri(), "uri"));
    SourceText text = question.moment().snapshot().text(file);
    return text == null ? null : new TextPlaces(file, text, question.session().client().encoding());
  }

  Position position(int offset) {
    dev.ephor.text.Position at = text.position(offset, encoding);
    return new Position(at.line(), at.character());
  }

  Range range(Span span) {
    return new Range(position(span.start()), position(span.end()));
  }

  int offset(@Nullable Position position) {
    Position at = required(position, "position");
    return text.offset(new dev.ephor.text.Position(at.getLine(), at.getCharacter()), encoding);
  }

  /** A range as offsets; one that is turned round counts as its reverse. */
  Span span(@Nullable Range range) {
    Range given = required(range, "range");
    int start = offset(given.getStart());
    int end = offset(given.getEnd());
    return new Span(Math.min(start, end), Math.max(start, end));
  }
}
