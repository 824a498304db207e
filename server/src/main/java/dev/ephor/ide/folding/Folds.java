package dev.ephor.ide.folding;

import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.ide.folding.Fold.Kind;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.Comment;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds collections, long scalars, comments and documents that take more than one line. */
public final class Folds {

  private final SourceText text;
  private final boolean wholeLines;

  /** The folds by their first line: an editor shows one a line, so the largest one counts. */
  private final Map<Integer, Fold> byLine = new HashMap<>();

  private Folds(SourceText text, boolean wholeLines) {
    this.text = text;
    this.wholeLines = wholeLines;
  }

  /**
   * The folds of a file in the order of the text; none for a file that is not ours.
   *
   * @param wholeLines whether the editor folds whole lines only: a closing bracket that begins a
   *     line then stays in sight
   * @param limit how many it takes; those further outside come before those inside of them
   */
  public static List<Fold> of(Snapshot snapshot, FileId file, boolean wholeLines, int limit) {
    SourceText text = snapshot.text(file);
    List<PlacedDocument> documents = DocumentKind.ours(snapshot, file);
    if (text == null || documents.isEmpty()) {
      return List.of();
    }
    Folds folds = new Folds(text, wholeLines);
    for (PlacedDocument document : documents) {
      if (documents.size() > 1) {
        folds.document(document);
      }
      folds.nodes(document);
      folds.comments(document);
    }
    return folds.byLine.values().stream()
        .sorted(Comparator.comparingInt(Fold::depth).thenComparingInt(Fold::startLine))
        .limit(Math.max(0, limit))
        .sorted(Comparator.comparingInt(Fold::startLine))
        .toList();
  }

  /** From its first line that is no blank to its last. */
  private void document(PlacedDocument document) {
    String content = document.yaml().text();
    int start = 0;
    while (start < content.length() && Character.isWhitespace(content.charAt(start))) {
      start++;
    }
    int end = content.stripTrailing().length();
    if (start < end) {
      add(new Span(start, end).shift(document.start()), 0, Kind.DOCUMENT);
    }
  }

  private void nodes(PlacedDocument document) {
    YamlDocument yaml = document.yaml();
    int[] depths = new int[yaml.nodeCount()];
    for (int node = 0; node < depths.length; node++) {
      int parent = yaml.parent(node);
      depths[node] = parent < 0 ? 0 : depths[parent] + 1;
      Span value = yaml.valueSpan(node);
      // The root needs no fold of its own, and what is left out has no text.
      if (parent >= 0 && !value.isEmpty()) {
        int end = value.end();
        NodeKind kind = yaml.kind(node);
        if (wholeLines && kind == NodeKind.FLOW && beginsItsLine(end - 1 + document.start())) {
          end = text.lineStart(text.lineOf(end - 1 + document.start())) - 1 - document.start();
        }
        int start = yaml.keySpan(node).start();
        if (start < end) {
          add(new Span(start, end).shift(document.start()), depths[node], Kind.CODE);
        }
      }
    }
  }

  private boolean beginsItsLine(int offset) {
    int start = text.lineStart(text.lineOf(offset));
    return text.content().substring(start, offset).isBlank();
  }

  /** Comments that have their lines to themselves, one below the other. */
  private void comments(PlacedDocument document) {
    List<Span> block = new ArrayList<>();
    for (Comment comment : document.yaml().comments()) {
      Span span = comment.span().shift(document.start());
      if (!beginsItsLine(span.start())) {
        continue;
      }
      boolean follows =
          !block.isEmpty()
              && text.lineOf(span.start()) == text.lineOf(block.get(block.size() - 1).start()) + 1;
      if (!follows) {
        addComments(block);
        block.clear();
      }
      block.add(span);
    }
    addComments(block);
  }

  private void addComments(List<Span> block) {
    if (!block.isEmpty()) {
      Span whole = new Span(block.get(0).start(), block.get(block.size() - 1).end());
      add(whole, 1, Kind.COMMENT);
    }
  }

  private void add(Span span, int depth, Kind kind) {
    int start = text.lineOf(span.start());
    int end = text.lineOf(span.end());
    if (end > start) {
      Fold fold = new Fold(start, end, depth, kind);
      byLine.merge(start, fold, (one, two) -> one.endLine() >= two.endLine() ? one : two);
    }
  }
}
