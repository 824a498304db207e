package dev.ephor.ide.expression;

import dev.ephor.expression.jmespath.Node;
import dev.ephor.text.Span;
import org.jspecify.annotations.Nullable;

/** Finds what of an expression in JMESPath stands at an offset. */
final class JmesTree {

  private JmesTree() {}

  /**
   * What stands at an offset.
   *
   * @param node a field, literal, or call whose name is there; null for none of these
   * @param parent the node above it
   * @param isName whether it is the name of a call
   * @param quoted whether it is a field in quotes
   */
  record Found(@Nullable Node node, @Nullable Node parent, boolean isName, boolean quoted) {}

  private static final Found NOTHING = new Found(null, null, false, false);

  /** The innermost node that touches a word. */
  static Found at(Node root, Span word) {
    Found found = NOTHING;
    Node parent = null;
    Node node = root;
    while (node != null) {
      Node next = null;
      if (node instanceof Node.Call call && touches(call.nameSpan(), word)) {
        return new Found(call, parent, true, false);
      } else if (node instanceof Node.Field field && touches(field.span(), word)) {
        boolean quoted = field.span().length() != field.name().length();
        return new Found(field, parent, false, quoted);
      } else if (node instanceof Node.Literal literal
          && literal.span().start() < word.start()
          && word.end() <= literal.span().end()) {
        return new Found(literal, parent, false, false);
      }
      for (Node child : node.children()) {
        if (touches(child.span(), word) && (next == null || !isInside(next, word))) {
          next = child;
        }
      }
      parent = node;
      node = next;
    }
    return found;
  }

  private static boolean touches(Span span, Span word) {
    return span.start() <= word.start() && word.end() <= span.end() && !span.isEmpty();
  }

  /** Whether a node is more than touched at its end: then its neighbour is not meant. */
  private static boolean isInside(Node node, Span word) {
    return node.span().start() <= word.start() && word.end() <= node.span().end();
  }
}
