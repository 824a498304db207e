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
  static final int MOST = 20_000;

  /** How many turns of a loop are kept: half of them the first, half the last. */
  private static final int TURNS = 100;

  /** One evaluation of a part, or one turn of a loop. */
  static final class Entry {
    final CelExpr part;

    /** The number of the turn; -1 for what is none. */
    final int turn;

    /** What the turn is about; null for what is none. */
    final @Nullable Object item;

    final List<Entry> parts = new ArrayList<>(2);
    @Nullable Object value;

    /** How many turns there were, of a loop. */
    int turns;

    /** How many of them are left out. */
    int cut;

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
  @Nullable Entry open(CelExpr part) {
    return count < MOST ? opened(new Entry(part, -1, null)) : unheard();
  }

  /** Begins a turn of the innermost loop. */
  @Nullable Entry turn(CelExpr part, Object item) {
    Entry loop = open.peek();
    if (loop == null || count >= MOST) {
      return unheard();
    }
    if (loop.turns >= TURNS) {
      count -= size(loop.parts.remove(loop.parts.size() - TURNS / 2));
      loop.cut++;
    }
    return opened(new Entry(part, loop.turns++, item));
  }

  private @Nullable Entry unheard() {
    cut++;
    return null;
  }

  private static int size(Entry entry) {
    int size = 1;
    for (Entry part : entry.parts) {
      size += size(part);
    }
    return size;
  }

  private Entry opened(Entry entry) {
    count++;
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
