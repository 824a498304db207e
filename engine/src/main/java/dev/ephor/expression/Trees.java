package dev.ephor.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** What is the same for the trees of all languages. */
public final class Trees {

  private Trees() {}

  /** How many nodes stand on the longest way down, the root included; found without recursion. */
  public static <T> int height(T root, Function<T, List<T>> children) {
    record Level<T>(T node, int depth) {}
    Deque<Level<T>> open = new ArrayDeque<>();
    open.push(new Level<>(root, 1));
    int height = 0;
    while (!open.isEmpty()) {
      Level<T> level = open.pop();
      height = Math.max(height, level.depth());
      for (T child : children.apply(level.node())) {
        open.push(new Level<>(child, level.depth() + 1));
      }
    }
    return height;
  }
}
