package dev.ephor.lsp;

import dev.ephor.ide.lens.Lens;
import dev.ephor.ide.lens.Lenses;
import dev.ephor.ide.view.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;

/** {@code textDocument/codeLens}: what stands above lines. */
final class CodeLenses {

  private CodeLenses() {}

  static CodeLensOptions options() {
    return new CodeLensOptions(false);
  }

  static List<CodeLens> file(Question question, CodeLensParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null) {
      return List.of();
    }
    View view = question.view(places.file());
    List<Lens> lenses = new ArrayList<>();
    for (Lenses.Named source : Lenses.TABLE) {
      try {
        lenses.addAll(source.source().of(view));
      } catch (CancellationException e) {
        throw e;
      } catch (RuntimeException | Error e) {
        question.session().log().crash("the lenses of " + source.name(), e);
      }
    }
    lenses.sort(Comparator.comparingInt(lens -> lens.span().start()));
    return lenses.stream().map(lens -> shown(question, places, lens)).toList();
  }

  /** A lens that does nothing has a command without a name: clients show its title as text. */
  private static CodeLens shown(Question question, TextPlaces places, Lens lens) {
    Command command =
        lens.invocation()
            .map(invocation -> Invocations.command(question, lens.title(), invocation))
            .orElseGet(() -> new Command(lens.title(), ""));
    return new CodeLens(places.range(lens.span()), command, null);
  }
}
