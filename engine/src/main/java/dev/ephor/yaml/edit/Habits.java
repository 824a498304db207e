package dev.ephor.yaml.edit;

import dev.ephor.yaml.NodeKind;

/**
 * How its author indents.
 *
 * @param step how many columns a map stands right of its key
 * @param dash how many columns the dashes of a list stand right of its key
 * @param gap how many columns the content of an item stands right of its dash
 */
record Habits(int step, int dash, int gap) {

  private static final int USUAL = 2;

  /** The habits near a node: those of the closest collections that show any. */
  static Habits near(Written written, int node) {
    Nearest step = new Nearest(node, USUAL);
    Nearest dash = new Nearest(node, 0);
    Nearest gap = new Nearest(node, USUAL);
    for (int at = 1; at < written.document.nodeCount(); at++) {
      if (written.kind(at) == NodeKind.BLOCK && !written.children(at).isEmpty()) {
        int parent = written.document.parent(at);
        int by = written.column(at) - written.column(parent);
        boolean list = written.isDashed(written.children(at).get(0));
        if (written.isDashed(at)) {
          boolean sameLine =
              written.lineStart(written.start(at))
                  == written.lineStart(written.document.keySpan(at).start());
          if (sameLine && !list) {
            gap.offer(at, by);
          }
        } else if (list) {
          dash.offer(at, by);
        } else {
          step.offer(at, by);
        }
      }
    }
    return new Habits(Math.max(1, step.value), Math.max(0, dash.value), Math.max(2, gap.value));
  }

  /** The value seen closest to a node. */
  private static final class Nearest {
    private final int node;
    private int distance = Integer.MAX_VALUE;
    private int value;

    Nearest(int node, int usual) {
      this.node = node;
      this.value = usual;
    }

    void offer(int at, int seen) {
      int far = Math.abs(at - node);
      if (far < distance) {
        distance = far;
        value = seen;
      }
    }
  }
}
