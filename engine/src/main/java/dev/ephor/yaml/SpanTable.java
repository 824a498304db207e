package dev.ephor.yaml;

import dev.ephor.text.Span;
import java.util.Arrays;

/**
 * Where the nodes of one document stand. Node numbers are given in the order of the text, a
 * collection before its children; each names a value together with the key or dash before it.
 */
final class SpanTable {

  private static final int FIELDS = 5;

  private int[] cells;
  private int count;

  SpanTable() {
    cells = new int[16 * FIELDS];
  }

  /** Adds a node; its value's end may be corrected later by {@link #close}. */
  int add(int parent, Span key, Span value) {
    if ((count + 1) * FIELDS > cells.length) {
      cells = Arrays.copyOf(cells, cells.length * 2);
    }
    int at = count * FIELDS;
    cells[at] = key.start();
    cells[at + 1] = key.end();
    cells[at + 2] = value.start();
    cells[at + 3] = value.end();
    cells[at + 4] = parent;
    return count++;
  }

  void close(int node, int end) {
    int at = node * FIELDS;
    cells[at + 3] = Math.max(cells[at + 2], end);
  }

  SpanTable trimmed() {
    cells = Arrays.copyOf(cells, count * FIELDS);
    return this;
  }

  int size() {
    return count;
  }

  Span key(int node) {
    return new Span(cells[node * FIELDS], cells[node * FIELDS + 1]);
  }

  Span value(int node) {
    return new Span(cells[node * FIELDS + 2], cells[node * FIELDS + 3]);
  }

  int parent(int node) {
    return cells[node * FIELDS + 4];
  }
}
