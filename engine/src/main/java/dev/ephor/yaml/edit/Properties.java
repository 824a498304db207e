package dev.ephor.yaml.edit;

import dev.ephor.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a value: its colon or dash, its anchor and its tag.
 *
 * @param indicator the offset after the colon or dash; the start of the search where there is none
 * @param colon whether there is a colon
 * @param anchor {@code &name}
 * @param tag {@code !name}
 */
record Properties(int indicator, boolean colon, @Nullable Span anchor, @Nullable Span tag) {

  static Properties of(Written written, int node) {
    String text = written.text;
    int limit = written.start(node);
    Span key = written.document.keySpan(node);
    int parent = written.document.parent(node);
    boolean keyed = parent >= 0 && !key.isEmpty() && !written.isDashed(node);
    int from = key.end();
    boolean colon = false;
    if (keyed) {
      int found = colonAfter(text, key.end());
      colon = found >= 0;
      from = colon ? found + 1 : key.end();
    } else if (key.isEmpty()) {
      from = flowStart(written, node, parent);
    }
    return scan(text, from, Math.max(limit, from), colon);
  }

  /** Where an entry or item begins: its dash, or the anchor before its key or value. */
  static int itemStart(Written written, int node) {
    Span key = written.document.keySpan(node);
    int start = key.isEmpty() ? written.start(node) : key.start();
    if (key.isEmpty()) {
      Properties own = of(written, node);
      start = own.anchor == null ? start : Math.min(start, own.anchor.start());
      return own.tag == null ? start : Math.min(start, own.tag.start());
    }
    return written.isDashed(node) ? start : keyStart(written.text, start);
  }

  /** A key may stand after a question mark. */
  private static int keyStart(String text, int key) {
    int at = key;
    while (at > 0 && text.charAt(at - 1) == ' ') {
      at--;
    }
    boolean marked = at < key && at > 0 && text.charAt(at - 1) == '?';
    return marked && (at == 1 || Character.isWhitespace(text.charAt(at - 2))) ? at - 1 : key;
  }

  /** Where an item in brackets, or the top, may begin. */
  private static int flowStart(Written written, int node, int parent) {
    if (parent < 0) {
      return 0;
    }
    int before = written.start(parent);
    for (int sibling : written.children(parent)) {
      if (sibling == node) {
        break;
      }
      before = written.end(sibling);
    }
    return Math.min(before, written.start(node));
  }

  private static int colonAfter(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == ':') {
        return at;
      } else if (c == '#' && at > from) {
        while (at + 1 < text.length() && !Written.isBreak(text.charAt(at + 1))) {
          at++;
        }
      } else if (!Character.isWhitespace(c)) {
        return -1;
      }
    }
    return -1;
  }

  private static Properties scan(String text, int from, int limit, boolean colon) {
    Span anchor = null;
    Span tag = null;
    int at = from;
    boolean fresh = true;
    while (at < limit) {
      char c = text.charAt(at);
      if ((c == '&' || c == '!') && fresh) {
        int stop = at;
        while (stop < limit && !Character.isWhitespace(text.charAt(stop))) {
          stop++;
        }
        anchor = c == '&' ? new Span(at, stop) : anchor;
        tag = c == '!' ? new Span(at, stop) : tag;
        at = stop;
      } else if ((c == '#' && fresh) || (c == '%' && (at == 0 || text.charAt(at - 1) == '\n'))) {
        while (at < limit && !Written.isBreak(text.charAt(at))) {
          at++;
        }
      } else {
        fresh = Character.isWhitespace(c) || ",[{".indexOf(c) >= 0;
        at++;
      }
    }
    return new Properties(from, colon, anchor, tag);
  }

  /** Where a value may be put: after colon or dash, anchor and tag. */
  int head() {
    int head = indicator;
    head = anchor == null ? head : Math.max(head, anchor.end());
    return tag == null ? head : Math.max(head, tag.end());
  }
}
