package dev.ephor.lsp;

import static dev.ephor.lsp.Dispatcher.required;

import dev.ephor.ide.hints.TestHints;
import dev.ephor.ide.hints.TestHints.Hint;
import dev.ephor.text.PositionEncoding;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.workspace.FileId;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** {@code textDocument/inlayHint}: what came of each expectation of a test, behind it. */
final class InlayHints {

  private InlayHints() {}

  static List<InlayHint> file(Question question, InlayHintParams params) {
    FileId file =
        Uris.file(required(required(params.getTextDocument(), "textDocument").getUri(), "uri"));
    SourceText text = question.moment().snapshot().text(file);
    if (text == null) {
      return List.of();
    }
    PositionEncoding encoding = question.session().client().encoding();
    Range range = params.getRange();
    List<InlayHint> hints = new ArrayList<>();
    for (Hint hint : TestHints.of(question.moment().snapshot(), question.session().tests(), file)) {
      Position position = position(text, hint.span(), encoding);
      if (range == null || isIn(position.getLine(), range)) {
        InlayHint shown = new InlayHint(position, Either.forLeft(hint.label()));
        shown.setPaddingLeft(true);
        shown.setTooltip(hint.tooltip());
        hints.add(shown);
      }
    }
    return hints;
  }

  /** Something changed that hints in other files may depend on. */
  static void changed(Session session) {
    session.askClient("workspace/inlayHint/refresh", null, answer -> {});
  }

  private static Position position(SourceText text, Span span, PositionEncoding encoding) {
    var end = text.position(span.end(), encoding);
    return new Position(end.line(), end.character());
  }

  private static boolean isIn(int line, Range range) {
    return line >= range.getStart().getLine() && line <= range.getEnd().getLine();
  }
}
