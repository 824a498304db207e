package dev.ephor.lsp;

import dev.ephor.ide.links.Link;
import dev.ephor.ide.links.Links;
import dev.ephor.workspace.FileId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.DocumentLink;
import org.eclipse.lsp4j.DocumentLinkParams;

/** {@code textDocument/documentLink}: what a file names and can be opened. */
final class DocumentLinks {

  private DocumentLinks() {}

  static List<DocumentLink> file(Question question, DocumentLinkParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null) {
      return List.of();
    }
    Moment moment = question.moment();
    return Links.of(moment.snapshot(), places.file(), file -> exists(moment, file)).stream()
        .map(link -> new DocumentLink(places.range(link.span()), target(moment, link)))
        .toList();
  }

  private static String target(Moment moment, Link link) {
    return link instanceof Link.ToFile file
        ? moment.uri(file.target())
        : ((Link.ToPage) link).address();
  }

  /** On disk, or in an editor that has not saved it yet. */
  private static boolean exists(Moment moment, FileId file) {
    if (moment.snapshot().text(file) != null) {
      return true;
    }
    Path path = Uris.path(Uris.of(file));
    return path != null && Files.exists(path);
  }
}
