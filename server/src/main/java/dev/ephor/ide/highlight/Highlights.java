package dev.ephor.ide.highlight;

import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.ide.names.Occurrence.Role;
import dev.ephor.ide.names.WorkspaceNames;
import dev.ephor.ide.names.WorkspaceNames.Found;
import dev.ephor.text.Span;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The places of one file that belong together: an anchor and its aliases; a policy, rule, context
 * entry or variable and what uses it.
 */
public final class Highlights {

  private Highlights() {}

  /**
   * A place.
   *
   * @param span where it stands in the file
   * @param given whether the name is given there; otherwise it is used
   */
  public record Highlight(Span span, boolean given) {}

  /** The places that belong to an offset, in the order of the text; none in a file not ours. */
  public static List<Highlight> at(
      Snapshot snapshot, FileId file, int offset, Cancellation cancellation) {
    PlacedDocument document = DocumentKind.ourAt(snapshot, file, offset);
    if (document == null) {
      return List.of();
    }
    List<Highlight> found = new ArrayList<>();
    for (Highlight each : Anchors.around(document.yaml(), offset - document.start())) {
      found.add(new Highlight(each.span().shift(document.start()), each.given()));
    }
    if (found.isEmpty()) {
      names(new WorkspaceNames(snapshot, cancellation), file, offset, found);
    }
    return found.stream()
        .distinct()
        .sorted(Comparator.comparingInt(each -> each.span().start()))
        .toList();
  }

  /** What is given in another file may be used here several times. */
  private static void names(WorkspaceNames names, FileId file, int offset, List<Highlight> found) {
    for (Found at : names.at(file, offset)) {
      add(at, file, found);
      for (Found given : names.givenFor(at)) {
        add(given, file, found);
        names.usesOf(given).forEach(use -> add(use, file, found));
      }
    }
  }

  private static void add(Found place, FileId file, List<Highlight> found) {
    if (place.file().equals(file)) {
      found.add(new Highlight(place.span(), place.occurrence().role() == Role.GIVEN));
    }
  }
}
