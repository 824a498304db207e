package dev.ephor.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps trees small enough to be read. What decides is mostly tried last, so of many children the
 * first and the last stay.
 */
final class Pruning {

  /** How many nodes a tree has at most, unless it is that deep. */
  static final int MOST = 1_500;

  /** How many children a node has at most, smaller and smaller until the tree is small enough. */
  private static final int[] CHILDREN = {100, 50, 24, 12, 6, 4, 2};

  private Pruning() {}

  static Why of(Why root) {
    Why pruned = root;
    for (int most : CHILDREN) {
      pruned = pruned(pruned, most);
      if (pruned.size() <= MOST) {
        break;
      }
    }
    return pruned;
  }

  private static Why pruned(Why why, int most) {
    List<Why> all = why.children();
    List<Why> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.size() <= most || i < most / 2 || i >= all.size() - most / 2) {
        kept.add(pruned(all.get(i), most));
      }
    }
    return why.with(kept, why.cut() + all.size() - kept.size());
  }
}
