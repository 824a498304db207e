package dev.ephor.lint;

import dev.ephor.lint.LintFinding.Edit;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.value.Value;
import dev.ephor.yaml.YamlDocument;
import java.util.List;
import java.util.Optional;

/** Edits that take an item out of a list which is written line by line. */
final class EntryRemoval {

  private EntryRemoval() {}

  /**
   * Takes out an item with its lines, and with the list's key where it is the only one.
   *
   * @param list the list
   * @param item the item
   * @return nothing where the item shares lines with others
   */
  static Optional<Edit> of(
      YamlDocument document, Value list, Value item, boolean only, String title) {
    String text = document.text();
    int from = only ? document.keySpan(list.node()).start() : document.keySpan(item.node()).start();
    int start = from;
    while (start > 0 && text.charAt(start - 1) == ' ') {
      start--;
    }
    int end = Math.max(document.valueSpan(item.node()).end(), from);
    while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    int stop = text.indexOf('\n', end);
    stop = stop < 0 ? text.length() : stop + 1;
    boolean ownLines = start == 0 || text.charAt(start - 1) == '\n';
    boolean restIsComment = text.substring(end, stop).strip().matches("(#.*)?");
    return ownLines && restIsComment
        ? Optional.of(new Edit(title, List.of(new TextEdit(new Span(start, stop), ""))))
        : Optional.empty();
  }
}
