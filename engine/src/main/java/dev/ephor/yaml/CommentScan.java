package dev.ephor.yaml;

import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds comments in what the nodes of a document leave over. So comments cost nothing until someone
 * asks, and the parser need not know them.
 */
final class CommentScan {

  private final String text;
  private final List<Comment> found = new ArrayList<>();
  private int cursor;

  private CommentScan(String text) {
    this.text = text;
  }

  static List<Comment> of(YamlDocument document, String text) {
    if (text.indexOf('#') < 0) {
      return List.of();
    }
    CommentScan scan = new CommentScan(text);
    for (int node = 0; node < document.nodeCount(); node++) {
      scan.pass(document.keySpan(node));
      Span value = document.valueSpan(node);
      NodeKind kind = document.kind(node);
      if (kind.isBlockScalar()) {
        scan.header(value);
      } else if (!kind.isCollection()) {
        scan.pass(value);
      }
    }
    scan.gap(text.length());
    return List.copyOf(scan.found);
  }

  private void pass(Span written) {
    if (written.start() >= cursor) {
      gap(written.start());
      cursor = Math.max(cursor, written.end());
    }
  }

  /** The first line of a block scalar may end in a comment. */
  private void header(Span value) {
    if (value.start() >= cursor) {
      gap(value.start());
      gap(Math.min(value.end(), endOfLine(value.start())));
      cursor = Math.max(cursor, value.end());
    }
  }

  private void gap(int end) {
    for (int at = text.indexOf('#', cursor); at >= 0 && at < end; at = text.indexOf('#', at + 1)) {
      if (at == 0 || isBlank(text.charAt(at - 1))) {
        int stop = endOfLine(at);
        found.add(new Comment(new Span(at, stop)));
        at = Math.max(at, stop - 1);
      }
    }
    cursor = Math.max(cursor, end);
  }

  private int endOfLine(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\uFEFF';
  }
}
