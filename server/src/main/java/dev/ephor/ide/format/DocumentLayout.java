package dev.ephor.ide.format;

import dev.ephor.ide.format.LinePlan.Kind;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** The edits that lay out one document, each inside of one line, or a line that goes. */
final class DocumentLayout {

  private final YamlDocument yaml;
  private final SourceText lines;
  private final Style style;
  private final LinePlan plan;
  private final IntPredicate held;
  private final List<TextEdit> edits = new ArrayList<>();

  private DocumentLayout(
      YamlDocument yaml, SourceText lines, Style style, LinePlan plan, IntPredicate held) {
    this.held = held;
    this.yaml = yaml;
    this.lines = lines;
    this.style = style;
    this.plan = plan;
  }

  /**
   * The edits in the order of the text, counted from the document's start; none for a document that
   * is no block collection, or has a line that is not understood.
   *
   * @param last whether it is the last of its file
   * @param held the collections, by their nodes, that stay at their column
   */
  static List<TextEdit> of(
      YamlDocument yaml, SourceText lines, Style style, boolean last, IntPredicate held) {
    if (yaml.kind(0) != NodeKind.BLOCK && !yaml.isEmpty()) {
      return List.of();
    }
    LinePlan plan = LinePlan.of(yaml, lines, style, held);
    if (plan == null) {
      return List.of();
    }
    DocumentLayout layout = new DocumentLayout(yaml, lines, style, plan, held);
    int end = last ? layout.end() : plan.count();
    for (int line = 0; line < plan.count(); line++) {
      layout.line(line, end);
    }
    for (int node = 1; node < yaml.nodeCount(); node++) {
      if (yaml.kind(yaml.parent(node)) == NodeKind.BLOCK) {
        layout.introduction(node);
      }
    }
    if (last) {
      layout.lastLine();
    }
    return layout.edits.stream()
        .sorted(Comparator.comparingInt(edit -> edit.span().start()))
        .toList();
  }

  /** The line after the last that stays. */
  private int end() {
    int end = plan.count();
    while (style.trimsEnd() && end > 0 && plan.kind(end - 1) == Kind.BLANK) {
      end--;
    }
    return end;
  }

  private void line(int line, int end) {
    int start = lines.lineStart(line);
    Kind kind = plan.kind(line);
    if (kind == Kind.BLANK) {
      boolean isMore = line > 0 && plan.kind(line - 1) == Kind.BLANK;
      if ((line >= end || isMore) && start < lines.length()) {
        int next = line + 1 < lines.lineCount() ? lines.lineStart(line + 1) : lines.length();
        edits.add(new TextEdit(new Span(start, next), ""));
        return;
      }
    } else if (plan.indent(line) != plan.written(line)) {
      Span blanks = new Span(start, start + plan.written(line));
      boolean content = kind == Kind.CONTENT;
      change(content ? leadingSpaces(start, line) : blanks, " ".repeat(plan.indent(line)));
    }
    int stop = lines.lineEnd(line);
    int from = stop;
    while (from > start && isBlank(from - 1)) {
      from--;
    }
    // A line of blanks that counts is left to its indentation above.
    if (style.trimsLines()
        && !plan.isOpen(line)
        && from < stop
        && (kind == Kind.BLANK || from > start)) {
      change(new Span(from, stop), "");
    }
  }

  private Span leadingSpaces(int start, int line) {
    int at = start;
    while (at < lines.lineEnd(line) && lines.content().charAt(at) == ' ') {
      at++;
    }
    return new Span(start, at);
  }

  /** One blank after a dash or colon, none before a colon; a comment there keeps its distance. */
  private void introduction(int node) {
    Span key = yaml.keySpan(node);
    boolean inSequence = Style.isBlockSequence(yaml, yaml.parent(node));
    // A collection behind a dash that stays at its column keeps its distance.
    if (key.isEmpty() || (inSequence && yaml.kind(node) == NodeKind.BLOCK && held.test(node))) {
      return;
    }
    int at = key.end();
    if (!inSequence) {
      at = blanks(at);
      if (at >= lines.length() || lines.content().charAt(at) != ':') {
        return;
      }
      // Right after the name of an alias, the colon would be part of it.
      if (lines.content().charAt(key.start()) != '*') {
        change(new Span(key.end(), at), "");
      }
      at++;
    }
    int next = blanks(at);
    boolean more = next < lines.length() && "\r\n#".indexOf(lines.content().charAt(next)) < 0;
    if (more) {
      change(new Span(at, next), " ");
    }
  }

  private int blanks(int from) {
    int at = from;
    while (at < lines.length() && isBlank(at)) {
      at++;
    }
    return at;
  }

  private boolean isBlank(int offset) {
    char c = lines.content().charAt(offset);
    return c == ' ' || c == '\t';
  }

  /** The line break at the end of the file, like those before. */
  private void lastLine() {
    String text = lines.content();
    int last = lines.lineCount() - 1;
    boolean ended = lines.lineStart(last) == text.length() || plan.kind(last) == Kind.BLANK;
    if (style.endsFile() && !ended && !text.isBlank()) {
      int at = text.length();
      String end = text.contains("\r\n") ? "\r\n" : "\n";
      edits.removeIf(edit -> edit.span().end() == at && edit.replacement().isEmpty());
      int from = at;
      while (!plan.isOpen(last) && style.trimsLines() && from > 0 && isBlank(from - 1)) {
        from--;
      }
      edits.add(new TextEdit(new Span(from, at), end));
    }
  }

  private void change(Span span, String to) {
    if (!lines.slice(span).equals(to)) {
      edits.add(new TextEdit(span, to));
    }
  }
}
