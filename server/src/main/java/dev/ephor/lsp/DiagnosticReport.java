package dev.ephor.lsp;

import dev.ephor.ide.diagnostics.ShownDiagnostics;
import dev.ephor.text.Severity;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.jspecify.annotations.Nullable;

/**
 * The diagnostics of one file in the protocol's words.
 *
 * @param items what to show
 * @param id equal for equal items, whatever was typed in between
 */
record DiagnosticReport(List<org.eclipse.lsp4j.Diagnostic> items, String id) {

  private static final String SOURCE = "ephor";

  /** What the structure of kinds says, which other extensions may say, too. */
  private static final String STRUCTURE_SOURCE = "ephor schema";

  /** What is no error of a policy, and can be suppressed. */
  private static final String LINT_SOURCE = "ephor lint";

  /** Nothing to show. */
  static final DiagnosticReport EMPTY = of(List.of());

  /**
   * Evaluates a file.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  static DiagnosticReport of(
      Session session, Moment moment, FileId file, Cancellation cancellation) {
    Snapshot snapshot = moment.snapshot();
    SourceText text = snapshot.text(file);
    if (text == null) {
      return EMPTY;
    }
    List<Diagnostic> shown =
        ShownDiagnostics.of(
            snapshot, session.tests(), session.lints(), file, session.wishes(), cancellation);
    if (shown.isEmpty()) {
      return EMPTY;
    }
    Rendering rendering =
        new Rendering(session, moment, new TextPlaces(file, text, session.client().encoding()));
    return of(shown.stream().map(rendering::diagnostic).toList());
  }

  /** In place of diagnostics that could not be computed: silence would look like approval. */
  static DiagnosticReport crashed(Throwable cause) {
    org.eclipse.lsp4j.Diagnostic diagnostic =
        new org.eclipse.lsp4j.Diagnostic(
            new Range(new Position(0, 0), new Position(0, 0)),
            "Ephor failed to judge this file: " + cause + ". Its log says more.",
            DiagnosticSeverity.Error,
            SOURCE,
            "crash");
    return of(List.of(diagnostic));
  }

  private static DiagnosticReport of(List<org.eclipse.lsp4j.Diagnostic> items) {
    return new DiagnosticReport(items, items.isEmpty() ? "0" : digest(items));
  }

  private static String digest(List<org.eclipse.lsp4j.Diagnostic> items) {
    StringBuilder text = new StringBuilder(items.size() * 200);
    for (org.eclipse.lsp4j.Diagnostic item : items) {
      append(text, item.getRange());
      text.append(item.getSeverity()).append('\1').append(item.getCode().getLeft()).append('\1');
      text.append(item.getMessage().getLeft()).append('\2');
      if (item.getRelatedInformation() != null) {
        for (DiagnosticRelatedInformation related : item.getRelatedInformation()) {
          append(text, related.getLocation().getRange());
          text.append(related.getLocation().getUri()).append('\1');
          text.append(related.getMessage()).append('\3');
        }
      }
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void append(StringBuilder text, Range range) {
    text.append(range.getStart().getLine()).append(':');
    text.append(range.getStart().getCharacter()).append('-');
    text.append(range.getEnd().getLine()).append(':');
    text.append(range.getEnd().getCharacter()).append('\1');
  }

  private static String source(Diagnostic shown) {
    return shown.isStructure() ? STRUCTURE_SOURCE : shown.isLint() ? LINT_SOURCE : SOURCE;
  }

  /** Turns a file's diagnostics into the protocol's. */
  private record Rendering(Session session, Moment moment, TextPlaces places) {

    org.eclipse.lsp4j.Diagnostic diagnostic(Diagnostic shown) {
      Range range = places.range(shown.span());
      DiagnosticSeverity severity = severity(shown.severity());
      org.eclipse.lsp4j.Diagnostic diagnostic =
          new org.eclipse.lsp4j.Diagnostic(
              range, shown.message(), severity, source(shown), shown.code());
      if (!session.client().relatedInformation()) {
        diagnostic.setMessage(shown.message() + whereElse(shown));
      } else if (!shown.related().isEmpty()) {
        List<DiagnosticRelatedInformation> related = new ArrayList<>();
        for (Diagnostic.Related each : shown.related()) {
          SourceText other = moment.snapshot().text(each.file());
          if (other != null) {
            Location location =
                new Location(moment.uri(each.file()), range(each.file(), other, each.span()));
            related.add(new DiagnosticRelatedInformation(location, each.message()));
          }
        }
        diagnostic.setRelatedInformation(related);
      }
      return diagnostic;
    }

    /** For a client that shows no second place: the first of them in words. */
    private String whereElse(Diagnostic shown) {
      if (shown.related().isEmpty()) {
        return "";
      }
      Diagnostic.Related first = shown.related().get(0);
      SourceText other = moment.snapshot().text(first.file());
      if (other == null) {
        return "";
      }
      return "\npolicy " + relative(first.file()) + ":" + (other.lineOf(first.span().start()) + 1);
    }

    private String relative(FileId file) {
      @Nullable Path path = Uris.path(Uris.of(file));
      if (path != null) {
        for (Path root : session.folders().roots()) {
          if (path.startsWith(root)) {
            return root.relativize(path).toString().replace('\\', '/');
          }
        }
      }
      return file.path();
    }

    private Range range(FileId file, SourceText in, Span span) {
      return new TextPlaces(file, in, places.encoding()).range(span);
    }

    private static DiagnosticSeverity severity(Severity severity) {
      return switch (severity) {
        case ERROR -> DiagnosticSeverity.Error;
        case WARNING -> DiagnosticSeverity.Warning;
        case INFORMATION -> DiagnosticSeverity.Information;
        case HINT -> DiagnosticSeverity.Hint;
      };
    }
  }
}
