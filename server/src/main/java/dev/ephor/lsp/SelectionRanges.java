package dev.ephor.lsp;

import static dev.ephor.lsp.Dispatcher.required;

import dev.ephor.ide.selection.Selections;
import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.SelectionRangeParams;

/** {@code textDocument/selectionRange}. */
final class SelectionRanges {

  private SelectionRanges() {}

  /** One answer for each position; an empty range where there is nothing to select. */
  static List<SelectionRange> file(Question question, SelectionRangeParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null) {
      return List.of();
    }
    List<SelectionRange> answers = new ArrayList<>();
    for (Position position : required(params.getPositions(), "positions")) {
      List<Span> spans =
          Selections.at(question.moment().snapshot(), places.file(), places.offset(position));
      answers.add(chain(spans, position, places));
    }
    return answers;
  }

  private static SelectionRange chain(List<Span> spans, Position position, TextPlaces places) {
    SelectionRange range = null;
    for (int i = spans.size() - 1; i >= 0; i--) {
      range = new SelectionRange(places.range(spans.get(i)), range);
    }
    return range == null ? new SelectionRange(new Range(position, position), null) : range;
  }
}
