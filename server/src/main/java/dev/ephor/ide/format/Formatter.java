package dev.ephor.ide.format;

import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.text.Severity;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays out a file: indentation, blanks after colons and dashes, blanks at the ends of lines, empty
 * lines (one at a time), the end of the file. Comments, the order, quotes, flow collections and the
 * content of scalars stay. A document that is broken is left exactly alone, and so is one whose
 * layout would read differently.
 */
public final class Formatter {

  private final List<PlacedDocument> documents;
  private final Style style;

  private Formatter(List<PlacedDocument> documents, Style style) {
    this.documents = documents;
    this.style = style.asIn(documents.stream().map(PlacedDocument::yaml).toList());
  }

  /**
   * The edits for a whole file, in order and apart from one another; none for a file that is not
   * ours.
   */
  public static List<TextEdit> file(Snapshot snapshot, FileId file, Style style) {
    return new Formatter(DocumentKind.ours(snapshot, file), style).edits(null);
  }

  /**
   * The edits for the lines that a span touches. A collection that goes beyond them stays at its
   * column, and what is in it is laid out from there.
   */
  public static List<TextEdit> range(Snapshot snapshot, FileId file, Span span, Style style) {
    return new Formatter(DocumentKind.ours(snapshot, file), style).edits(span);
  }

  /** The lines, from 0, at which documents are broken; such a document is left alone. */
  public static List<Integer> brokenLines(Snapshot snapshot, FileId file) {
    SourceText text = snapshot.text(file);
    return text == null
        ? List.of()
        : DocumentKind.ours(snapshot, file).stream()
            .filter(document -> !isHealthy(document.yaml()))
            .map(document -> text.lineOf(document.start() + firstError(document.yaml())))
            .toList();
  }

  private List<TextEdit> edits(@Nullable Span within) {
    List<TextEdit> all = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      PlacedDocument document = documents.get(i);
      YamlDocument yaml = document.yaml();
      int end = document.start() + yaml.text().length();
      boolean touched =
          within == null || (within.start() <= end && document.start() <= within.end());
      if (touched && isHealthy(yaml)) {
        SourceText lines = SourceText.of(yaml.text());
        boolean last = i == documents.size() - 1;
        List<TextEdit> edits =
            within == null
                ? DocumentLayout.of(yaml, lines, style, last, node -> false)
                : LineRange.of(yaml, lines, within, document.start()).edits(style, last);
        if (!edits.isEmpty() && Proof.holds(yaml, edits)) {
          edits.forEach(edit -> all.add(edit.shift(document.start())));
        }
      }
    }
    return all;
  }

  private static int firstError(YamlDocument yaml) {
    return yaml.problems().stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .mapToInt(problem -> problem.span().start())
        .findFirst()
        .orElse(0);
  }

  private static boolean isHealthy(YamlDocument yaml) {
    return yaml.leftOut().isEmpty()
        && yaml.text().indexOf('\uFEFF') < 0
        && yaml.problems().stream().noneMatch(each -> each.severity() == Severity.ERROR);
  }
}
