package dev.ephor.ide.format;

import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.YamlDocument;
import java.util.List;

/**
 * Some lines of a document, values that begin or end in them whole.
 *
 * @param first the first line, from 0
 * @param last the last line
 */
record LineRange(YamlDocument yaml, SourceText lines, int first, int last) {

  /**
   * The lines that a span touches.
   *
   * @param span in the offsets of the file
   * @param start where the document begins in the file
   */
  static LineRange of(YamlDocument yaml, SourceText lines, Span span, int start) {
    int first = lines.lineOf(Math.max(0, Math.min(lines.length(), span.start() - start)));
    int last = lines.lineOf(Math.max(0, Math.min(lines.length(), span.end() - start)));
    for (int node = 1; node < yaml.nodeCount(); node++) {
      Span value = yaml.valueSpan(node);
      if (yaml.kind(node) != NodeKind.BLOCK && !value.isEmpty()) {
        int from = lines.lineOf(value.start());
        int to = lines.lineOf(value.end());
        if (yaml.kind(node).isBlockScalar()) {
          to = withComments(lines, to);
        }
        if (from <= last && first <= to) {
          first = Math.min(first, from);
          last = Math.max(last, to);
        }
      }
    }
    return new LineRange(yaml, lines, first, last);
  }

  /** Comments below a block scalar must stay left of its lines, so they move with it. */
  private static int withComments(SourceText lines, int last) {
    int line = last;
    while (line + 1 < lines.lineCount()) {
      String next = lines.line(line + 1).strip();
      if (!next.isEmpty() && !next.startsWith("#")) {
        break;
      }
      line++;
    }
    return line;
  }

  /** The edits of these lines, in order. */
  List<TextEdit> edits(Style style, boolean lastDocument) {
    int from = lines.lineStart(first);
    int to = last + 1 < lines.lineCount() ? lines.lineStart(last + 1) : lines.length();
    Span whole = new Span(from, to);
    return DocumentLayout.of(yaml, lines, style, lastDocument, this::goesBeyond).stream()
        .filter(edit -> whole.covers(edit.span()))
        .toList();
  }

  private boolean goesBeyond(int node) {
    Span value = yaml.valueSpan(node);
    return lines.lineOf(value.start()) < first || lines.lineOf(value.end()) > last;
  }
}
