package dev.ephor.expression.cel;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parts of an expression came to in one evaluation, up to a limit. */
final class CelLog {

  /** How many evaluations of parts are kept of one expression. */
  static final int MOST = 600;

  /** One evaluation of a part, or one turn of a loop. */
  static final class Entry {
    final CelExpr part;

    /** The number of the turn; -1 for what is none. */
    final int turn;

    /** What the turn is about; null for what is none. */
    final @Nullable Object item;

    final List<Entry> parts = new ArrayList<>();
    @Nullable Object value;

    Entry(CelExpr part, int turn, @Nullable Object item) {
      this.part = part;
      this.turn = turn;
      this.item = item;
    }
  }

  private final Deque<Entry> open = new ArrayDeque<>();
  private @Nullable Entry root;
  private int count;
  private int cut;

  /** Begins a part; null where there are too many already. */
  @Nullable Entry open(CelExpr part, int turn, @Nullable Object item) {
    if (count >= MOST) {
      cut++;
      return null;
    }
    count++;
    Entry entry = new Entry(part, turn, item);
    Entry outer = open.peek();
    if (outer != null) {
      outer.parts.add(entry);
    } else if (root == null) {
      root = entry;
    }
    open.push(entry);
    return entry;
  }

  void close(@Nullable Entry entry, Object value) {
    if (entry != null) {
      entry.value = value;
      open.pop();
    }
  }

  @Nullable Entry root() {
    return root;
  }

  int cut() {
    return cut;
  }
}
