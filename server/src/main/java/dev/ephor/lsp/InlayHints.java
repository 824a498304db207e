package dev.ephor.lsp;

import dev.ephor.ide.hints.TestHints;
import dev.ephor.ide.hints.TestHints.Hint;
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
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null) {
      return List.of();
    }
    Range range = params.getRange();
    List<InlayHint> hints = new ArrayList<>();
    for (Hint hint :
        TestHints.of(question.moment().snapshot(), question.session().tests(), places.file())) {
      Position position = places.position(hint.span().end());
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

  private static boolean isIn(int line, Range range) {
    return line >= range.getStart().getLine() && line <= range.getEnd().getLine();
  }
}
