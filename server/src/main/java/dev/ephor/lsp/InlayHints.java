package dev.ephor.lsp;

import dev.ephor.ide.hints.Hint;
import dev.ephor.ide.hints.Hints;
import dev.ephor.ide.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** {@code textDocument/inlayHint}: what stands behind words. */
final class InlayHints {

  private InlayHints() {}

  static List<InlayHint> file(Question question, InlayHintParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null) {
      return List.of();
    }
    View view = question.view(places.file());
    Range range = params.getRange();
    List<InlayHint> hints = new ArrayList<>();
    boolean values = question.session().settings().valueHints();
    for (Hints.Named source : Hints.TABLE) {
      if (source.name().equals(Hints.VALUES) && !values) {
        continue;
      }
      try {
        for (Hint hint : source.source().of(view)) {
          Position position = places.position(hint.span().end());
          if (range == null || isIn(position.getLine(), range)) {
            hints.add(shown(position, hint));
          }
        }
      } catch (CancellationException e) {
        throw e;
      } catch (RuntimeException | Error e) {
        question.session().log().crash("the hints of " + source.name(), e);
      }
    }
    return hints;
  }

  private static InlayHint shown(Position position, Hint hint) {
    InlayHint shown = new InlayHint(position, Either.forLeft(hint.label()));
    shown.setPaddingLeft(true);
    shown.setTooltip(hint.tooltip());
    return shown;
  }

  private static boolean isIn(int line, Range range) {
    return line >= range.getStart().getLine() && line <= range.getEnd().getLine();
  }
}
