package dev.ephor.ide.names;

import dev.ephor.ide.names.WorkspaceNames.Found;
import dev.ephor.text.Span;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.ArrayList;
import java.util.List;

/** From a name to where it is given, and to where it is used. */
public final class Navigation {

  private Navigation() {}

  /**
   * A place to go to.
   *
   * @param file the file
   * @param span in the offsets of the file
   */
  public record Target(FileId file, Span span) {}

  /**
   * Where what stands at an offset is given. A reference inside of a pattern leads to the value
   * that it means. Where no name stands, but a violation is shown, the clauses that it violates.
   */
  public static List<Target> definition(
      Snapshot snapshot, FileId file, int offset, Cancellation cancellation) {
    WorkspaceNames names = new WorkspaceNames(snapshot, cancellation);
    List<Target> targets = new ArrayList<>();
    for (Found found : names.at(file, offset)) {
      names.givenFor(found).forEach(given -> add(targets, given));
    }
    for (PlacedDocument document : snapshot.documents(file)) {
      int inside = offset - document.start();
      if (targets.isEmpty() && inside >= 0 && inside <= document.yaml().text().length()) {
        PatternReferences.at(document.yaml(), inside)
            .ifPresent(span -> targets.add(new Target(file, span.shift(document.start()))));
      }
    }
    return targets.isEmpty() ? clauses(snapshot, file, offset, cancellation) : targets;
  }

  /**
   * Everywhere the name at an offset stands, in the order of the files.
   *
   * @param given whether the places that give it are among them
   */
  public static List<Target> references(
      Snapshot snapshot, FileId file, int offset, boolean given, Cancellation cancellation) {
    WorkspaceNames names = new WorkspaceNames(snapshot, cancellation);
    List<Target> targets = new ArrayList<>();
    for (Found found : names.at(file, offset)) {
      for (Found definition : names.givenFor(found)) {
        if (given) {
          add(targets, definition);
        }
        names.usesOf(definition).forEach(use -> add(targets, use));
      }
    }
    return targets;
  }

  private static void add(List<Target> targets, Found found) {
    Target target = new Target(found.file(), found.span());
    if (!targets.contains(target)) {
      targets.add(target);
    }
  }

  private static List<Target> clauses(
      Snapshot snapshot, FileId file, int offset, Cancellation cancellation) {
    List<Target> targets = new ArrayList<>();
    for (Diagnostic diagnostic : snapshot.diagnostics(file, cancellation)) {
      Span span = diagnostic.span();
      if (span.start() <= offset && offset <= span.end()) {
        diagnostic
            .related()
            .forEach(related -> targets.add(new Target(related.file(), related.span())));
      }
    }
    return targets;
  }
}
