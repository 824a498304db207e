package dev.ephor.lsp;

import dev.ephor.ide.names.Navigation;
import dev.ephor.ide.names.Navigation.Target;
import dev.ephor.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.ReferenceParams;

/** {@code textDocument/definition} and {@code textDocument/references}. */
final class NamePlaces {

  private NamePlaces() {}

  static List<Location> definition(Question question, DefinitionParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    return places == null
        ? List.of()
        : locations(
            question,
            Navigation.definition(
                question.moment().snapshot(),
                places.file(),
                places.offset(params.getPosition()),
                question.cancellation()));
  }

  static List<Location> references(Question question, ReferenceParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    boolean given = params.getContext() != null && params.getContext().isIncludeDeclaration();
    return places == null
        ? List.of()
        : locations(
            question,
            Navigation.references(
                question.moment().snapshot(),
                places.file(),
                places.offset(params.getPosition()),
                given,
                question.cancellation()));
  }

  private static List<Location> locations(Question question, List<Target> targets) {
    Moment moment = question.moment();
    List<Location> locations = new ArrayList<>();
    for (Target target : targets) {
      SourceText text = moment.snapshot().text(target.file());
      if (text != null) {
        TextPlaces places =
            new TextPlaces(target.file(), text, question.session().client().encoding());
        locations.add(new Location(moment.uri(target.file()), places.range(target.span())));
      }
    }
    return locations;
  }
}
