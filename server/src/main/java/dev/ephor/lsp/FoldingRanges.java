package dev.ephor.lsp;

import dev.ephor.ide.folding.Fold;
import dev.ephor.ide.folding.Folds;
import java.util.List;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeKind;
import org.eclipse.lsp4j.FoldingRangeRequestParams;

/** {@code textDocument/foldingRange}. */
final class FoldingRanges {

  private FoldingRanges() {}

  static List<FoldingRange> file(Question question, FoldingRangeRequestParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null) {
      return List.of();
    }
    Client client = question.session().client();
    boolean wholeLines = client.can("textDocument.foldingRange.lineFoldingOnly");
    Integer limit = client.number("textDocument.foldingRange.rangeLimit");
    return Folds.of(
            question.moment().snapshot(),
            places.file(),
            wholeLines,
            limit == null ? Integer.MAX_VALUE : limit)
        .stream()
        .map(FoldingRanges::range)
        .toList();
  }

  /** Without characters, a fold goes from the end of its first line to that of its last. */
  private static FoldingRange range(Fold fold) {
    FoldingRange range = new FoldingRange(fold.startLine(), fold.endLine());
    if (fold.kind() == Fold.Kind.COMMENT) {
      range.setKind(FoldingRangeKind.Comment);
    }
    return range;
  }
}
