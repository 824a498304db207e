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
   * The edits for the lines that a span touches. Where the layout of these lines alone would read
   * differently, the collection that holds them is laid out with them.
   */
  public static List<TextEdit> range(Snapshot snapshot, FileId file, Span span, Style style) {
    return new Formatter(DocumentKind.ours(snapshot, file), style).edits(span);
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
        List<TextEdit> edits = DocumentLayout.of(yaml, lines, style, i == documents.size() - 1);
        List<TextEdit> proven =
            within == null ? proven(yaml, edits) : inRange(document, lines, edits, within);
        proven.forEach(
            edit -> all.add(new TextEdit(edit.span().shift(document.start()), edit.replacement())));
      }
    }
    return all;
  }

  private static boolean isHealthy(YamlDocument yaml) {
    return yaml.leftOut().isEmpty()
        && yaml.text().indexOf('\uFEFF') < 0
        && yaml.problems().stream().noneMatch(each -> each.severity() == Severity.ERROR);
  }

  private static List<TextEdit> proven(YamlDocument yaml, List<TextEdit> edits) {
    return !edits.isEmpty() && Proof.holds(yaml, edits) ? edits : List.of();
  }

  /** The fewest lines around a span whose layout reads the same. */
  private static List<TextEdit> inRange(
      PlacedDocument document, SourceText lines, List<TextEdit> edits, Span within) {
    YamlDocument yaml = document.yaml();
    int length = yaml.text().length();
    int start = Math.max(0, Math.min(length, within.start() - document.start()));
    int end = Math.max(start, Math.min(length, within.end() - document.start()));
    if (edits.isEmpty()) {
      return edits;
    }
    int node = yaml.nodeAt(start);
    while (true) {
      Span whole = new Span(lines.lineStart(lines.lineOf(start)), lines.lineEnd(lines.lineOf(end)));
      List<TextEdit> inside =
          edits.stream().filter(edit -> whole.covers(edit.span()) || isLine(edit, whole)).toList();
      if (inside.isEmpty() || Proof.holds(yaml, inside)) {
        return inside;
      }
      if (node < 0) {
        return proven(yaml, edits);
      }
      start = Math.min(start, yaml.keySpan(node).start());
      end = Math.max(end, yaml.valueSpan(node).end());
      node = yaml.parent(node);
    }
  }

  /** Whether an edit takes a line away that begins in a range. */
  private static boolean isLine(TextEdit edit, Span whole) {
    return edit.replacement().isEmpty()
        && whole.start() <= edit.span().start()
        && edit.span().start() <= whole.end();
  }
}
