package dev.ephor.yaml.edit;

import dev.ephor.yaml.NodeKind;
import java.util.List;

/** Takes children out of a collection that keeps others. */
final class Removal {

  private final Written written;
  private final EditList edits;
  private final int collection;

  Removal(Written written, EditList edits, int collection) {
    this.written = written;
    this.edits = edits;
    this.collection = collection;
  }

  void of(List<Integer> removed) {
    List<Integer> children = written.children(collection);
    for (int i = 0; i < children.size(); ) {
      int end = i;
      while (end < children.size() && removed.contains(children.get(end))) {
        end++;
      }
      if (end > i) {
        run(children, i, end);
      }
      i = end + 1;
    }
  }

  /** Takes out the children from one index to before another. */
  private void run(List<Integer> children, int from, int to) {
    if (written.kind(collection) == NodeKind.FLOW) {
      flowRun(children, from, to);
      return;
    }
    for (int i = from; i < to; i++) {
      int child = children.get(i);
      int start = Properties.itemStart(written, child);
      int end = written.lineEnd(written.lastContent(child));
      if (written.isFirstOnLine(start)) {
        lines(start, end);
      } else {
        int next = to < children.size() ? Properties.itemStart(written, children.get(to)) : -1;
        int last = written.lineEnd(written.lastContent(children.get(to - 1)));
        if (next >= 0 && !written.hasComment(last, next)) {
          edits.delete(start, next);
          return;
        }
        edits.delete(start, end);
      }
    }
  }

  /** Whole lines go with the line end before them, so that what is put below them has its place. */
  private void lines(int start, int end) {
    int from = written.lineStart(start);
    int before = written.lineEndAbove(from);
    if (before < from) {
      edits.delete(before, end);
    } else {
      edits.delete(from, written.nextLine(end));
    }
  }

  private void flowRun(List<Integer> children, int from, int to) {
    int start = Properties.itemStart(written, children.get(from));
    int end = endOf(children.get(to - 1));
    if (to < children.size()) {
      int next = Properties.itemStart(written, children.get(to));
      edits.delete(start, written.hasComment(end, next) ? comma(end) + 1 : next);
      return;
    }
    int before = endOf(children.get(from - 1));
    if (written.hasComment(before, start)) {
      edits.delete(before, comma(before) + 1);
      edits.delete(start, end);
    } else {
      edits.delete(before, end);
    }
  }

  private int endOf(int child) {
    return Math.max(written.end(child), written.document.keySpan(child).end());
  }

  private int comma(int from) {
    int at = from;
    while (at < written.text.length() && written.text.charAt(at) != ',') {
      at = written.text.charAt(at) == '#' ? written.lineEnd(at) : at + 1;
    }
    return at;
  }
}
