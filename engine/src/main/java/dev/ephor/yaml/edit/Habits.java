package dev.ephor.yaml.edit;

import dev.ephor.yaml.NodeKind;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How its author indents.
 *
 * @param step how many columns a map stands right of its key
 * @param dash how many columns the dashes of a list stand right of its key
 * @param gap how many columns the content of an item stands right of its dash
 */
record Habits(int step, int dash, int gap) {

  private static final int USUAL = 2;

  /** What a document shows of its author's habits, by the numbers of the nodes that show it. */
  static final class Shown {
    private final TreeMap<Integer, Integer> steps = new TreeMap<>();
    private final TreeMap<Integer, Integer> dashes = new TreeMap<>();
    private final TreeMap<Integer, Integer> gaps = new TreeMap<>();

    Shown(Written written) {
      for (int at = 1; at < written.document.nodeCount(); at++) {
        if (written.kind(at) == NodeKind.BLOCK && !written.children(at).isEmpty()) {
          look(written, at);
        }
      }
    }

    private void look(Written written, int at) {
      int by = written.column(at) - written.column(written.document.parent(at));
      boolean list = written.isDashed(written.children(at).get(0));
      if (written.isDashed(at)) {
        int dash = written.document.keySpan(at).start();
        if (!list && written.lineStart(written.start(at)) == written.lineStart(dash)) {
          gaps.put(at, by);
        }
      } else if (list) {
        dashes.put(at, by);
      } else {
        steps.put(at, by);
      }
    }

    /** The habits near a node: those of the closest collections that show any. */
    Habits near(int node) {
      return new Habits(
          Math.max(1, closest(steps, node, USUAL)),
          Math.max(0, closest(dashes, node, 0)),
          Math.max(2, closest(gaps, node, USUAL)));
    }

    private static int closest(NavigableMap<Integer, Integer> seen, int node, int usual) {
      Map.Entry<Integer, Integer> below = seen.floorEntry(node);
      Map.Entry<Integer, Integer> above = seen.higherEntry(node);
      if (below == null || above == null) {
        return below != null ? below.getValue() : above != null ? above.getValue() : usual;
      }
      return node - below.getKey() <= above.getKey() - node ? below.getValue() : above.getValue();
    }
  }

  static Habits near(Written written, int node) {
    return written.habits().near(node);
  }
}
