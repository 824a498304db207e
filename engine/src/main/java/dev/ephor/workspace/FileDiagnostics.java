package dev.ephor.workspace;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.yaml.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts together what is shown in a file: what its documents show, moved to where they stand, and
 * what is wrong with the file as a whole.
 */
final class FileDiagnostics {

  private final FileId file;
  private final FileState state;
  private final Outlook world;
  private final Derivations derivations;

  FileDiagnostics(FileId file, FileState state, Outlook world, Derivations derivations) {
    this.file = file;
    this.state = state;
    this.world = world;
    this.derivations = derivations;
  }

  List<Diagnostic> collect(Cancellation cancellation) {
    if (state.isTemplate()) {
      return List.of(template());
    }
    boolean judged = world.judges(file);
    boolean policies = world.configuration().roles().mayHoldPolicies(file);
    List<Diagnostic> found = new ArrayList<>();
    Documents documents = state.documents();
    for (int i = 0; i < documents.size(); i++) {
      cancellation.check();
      Document document = documents.get(i);
      List<Diagnostic> shown = document.shown(world.stamp());
      if (shown == null) {
        shown =
            new DocumentDiagnostics(document, world, derivations)
                .collect(policies, judged, cancellation);
        document.shown(world.stamp(), shown);
      }
      int start = documents.start(i);
      for (Diagnostic diagnostic : shown) {
        found.add(moved(diagnostic, start));
      }
    }
    List<Problem> ofFile = new ArrayList<>(state.problems());
    ofFile.addAll(world.configuration().problems().getOrDefault(file, List.of()));
    if (!ofFile.isEmpty()) {
      ofFile.forEach(problem -> found.add(clamped(problem)));
      found.sort(Diagnostic.BY_PLACE);
    }
    return List.copyOf(found);
  }

  private static Diagnostic moved(Diagnostic diagnostic, int distance) {
    return distance == 0
        ? diagnostic
        : new Diagnostic(
            diagnostic.span().shift(distance),
            diagnostic.severity(),
            diagnostic.code(),
            diagnostic.message(),
            diagnostic.related(),
            diagnostic.verdict());
  }

  private static Diagnostic template() {
    return new Diagnostic(
        Span.at(0),
        Severity.INFORMATION,
        "helm-template",
        "This is a Helm template, which is not YAML before the chart is rendered, so it is left"
            + " alone. To judge what it gives: helm template . | ephor check -p POLICIES -",
        List.of(),
        null);
  }

  /** The configuration's files may have changed since they were read: no span leaves the text. */
  private Diagnostic clamped(Problem problem) {
    int length = state.documents().text().length();
    return new Diagnostic(
        new Span(Math.min(problem.span().start(), length), Math.min(problem.span().end(), length)),
        problem.severity(),
        problem.code(),
        problem.message(),
        List.of(),
        null);
  }
}
