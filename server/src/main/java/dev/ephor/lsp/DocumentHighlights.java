package dev.ephor.lsp;

import dev.ephor.ide.highlight.Highlights;
import java.util.List;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.DocumentHighlightParams;

/** {@code textDocument/documentHighlight}. */
final class DocumentHighlights {

  private DocumentHighlights() {}

  static List<DocumentHighlight> file(Question question, DocumentHighlightParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null) {
      return List.of();
    }
    return Highlights.at(
            question.moment().snapshot(),
            places.file(),
            places.offset(params.getPosition()),
            question.cancellation())
        .stream()
        .map(
            each ->
                new DocumentHighlight(
                    places.range(each.span()),
                    each.given() ? DocumentHighlightKind.Write : DocumentHighlightKind.Read))
        .toList();
  }
}
