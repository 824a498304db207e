package dev.ephor.yaml;

import dev.ephor.text.Span;
import java.util.Arrays;

/**
 * Where the nodes of one document stand: five ints a node. Node numbers are given in the order of
 * the text, a collection before its children; each names a value together with the key or dash
 * before it.
 */
final class SpanTable {

  private static final int FIELDS = 5;
  private static final int KIND_BITS = 3;
  private static final int KIND_MASK = (1 << KIND_BITS) - 1;

  private int[] cells;
  private int count;

  SpanTable() {
    cells = new int[16 * FIELDS];
  }

  /** Adds a node; its value's end may be corrected later by {@link #close}. */
  // Ordinals live in this table only, never in a file.
  @SuppressWarnings("EnumOrdinal")
  int add(int parent, NodeKind kind, int keyStart, int keyEnd, int start, int end) {
    if ((count + 1) * FIELDS > cells.length) {
      cells = Arrays.copyOf(cells, cells.length * 2);
    }
    int at = count * FIELDS;
    cells[at] = keyStart;
    cells[at + 1] = Math.max(keyStart, keyEnd);
    cells[at + 2] = start;
    cells[at + 3] = Math.max(start, end);
    cells[at + 4] = (parent + 1) << KIND_BITS | kind.ordinal();
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

  int keyStart(int node) {
    return cells[node * FIELDS];
  }

  int valueStart(int node) {
    return cells[node * FIELDS + 2];
  }

  Span key(int node) {
    return new Span(cells[node * FIELDS], cells[node * FIELDS + 1]);
  }

  Span value(int node) {
    return new Span(cells[node * FIELDS + 2], cells[node * FIELDS + 3]);
  }

  int parent(int node) {
    return (cells[node * FIELDS + 4] >>> KIND_BITS) - 1;
  }

  NodeKind kind(int node) {
    return NodeKind.at(cells[node * FIELDS + 4] & KIND_MASK);
  }

  /** The last node whose key, dash or start lies at or before an offset; -1 if there is none. */
  int lastStartingBy(int offset) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keyStart(middle) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
