package dev.ephor.ide.format;

import dev.ephor.text.TextEdit;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;

/**
 * Whether edits change nothing but layout. Nobody should have to trust a formatter: its result is
 * read, and what does not read the same is not handed out.
 */
final class Proof {

  private Proof() {}

  /** Whether a document says the same after edits: values, styles, comments and problems. */
  static boolean holds(YamlDocument before, List<TextEdit> edits) {
    YamlDocument after =
        YamlParser.parse(new Source("formatted"), TextEdit.applied(before.text(), edits));
    if (!after.root().sameTree(before.root())
        || after.nodeCount() != before.nodeCount()
        || after.problems().size() != before.problems().size()
        || !after.leftOut().isEmpty()) {
      return false;
    }
    for (int node = 0; node < before.nodeCount(); node++) {
      if (after.kind(node) != before.kind(node)) {
        return false;
      }
    }
    return comments(after).equals(comments(before));
  }

  private static List<String> comments(YamlDocument document) {
    return document.comments().stream()
        .map(
            comment ->
                document
                    .text()
                    .substring(comment.span().start(), comment.span().end())
                    .stripTrailing())
        .toList();
  }
}
