package dev.ephor.expression.jmespath;

import dev.ephor.expression.Trees;
import dev.ephor.text.Span;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a parsed expression. Immutable; spans are UTF-16 offsets of the expression's text. */
public sealed interface Node {

  Span span();

  /** The nodes under this one, in the order in which they are evaluated. */
  default List<Node> children() {
    return List.of();
  }

  /** How many nodes stand on the longest way down, this one included; found without recursion. */
  default int height() {
    return Trees.height(this, Node::children);
  }

  /** The value at hand where nothing is written, as on the left of a leading {@code [0]}. */
  record Identity(Span span) implements Node {}

  /** {@code @}. */
  record Current(Span span) implements Node {}

  /** A key. */
  record Field(String name, Span span) implements Node {}

  /** {@code [0]}, without what stands before it. */
  record Index(int index, Span span) implements Node {}

  /** {@code [start:stop:step]}, without what stands before it. */
  record Slice(@Nullable Integer start, @Nullable Integer stop, @Nullable Integer step, Span span)
      implements Node {}

  /** A JSON literal or a raw string. */
  record Literal(Value value, Span span) implements Node {}

  /** {@code &expression}. */
  record ExpressionReference(Node body, Span span) implements Node {
    @Override
    public List<Node> children() {
      return List.of(body);
    }
  }

  /** {@code !expression}. */
  record Not(Node body, Span span) implements Node {
    @Override
    public List<Node> children() {
      return List.of(body);
    }
  }

  /** {@code left && right}. */
  record And(Node left, Node right, Span span) implements Node {
    @Override
    public List<Node> children() {
      return List.of(left, right);
    }
  }

  /** {@code left || right}. */
  record Or(Node left, Node right, Span span) implements Node {
    @Override
    public List<Node> children() {
      return List.of(left, right);
    }
  }

  /** {@code left | right}. */
  record Pipe(Node left, Node right, Span span) implements Node {
    @Override
    public List<Node> children() {
      return List.of(left, right);
    }
  }

  /** The comparison operators. */
  enum Operator {
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    EQUAL,
    NOT_EQUAL
  }

  /** {@code left == right} and its kin. */
  record Comparison(Operator operator, Node left, Node right, Span span) implements Node {
    @Override
    public List<Node> children() {
      return List.of(left, right);
    }
  }

  /** {@code left.right}. */
  record Subexpression(Node left, Node right, Span span) implements Node {
    @Override
    public List<Node> children() {
      return List.of(left, right);
    }
  }

  /** {@code left[...]} with an index or a slice. */
  record Bracket(Node left, Node right, Span span) implements Node {
    @Override
    public List<Node> children() {
      return List.of(left, right);
    }
  }

  /** {@code left[*]right}, {@code left[]right} and slices: the right side for each item. */
  record Projection(Node left, Node right, Span span) implements Node {
    @Override
    public List<Node> children() {
      return List.of(left, right);
    }
  }

  /** {@code left.*right}: the right side for each value of an object. */
  record ValueProjection(Node left, Node right, Span span) implements Node {
    @Override
    public List<Node> children() {
      return List.of(left, right);
    }
  }

  /** {@code left[?condition]right}. */
  record Filter(Node left, Node right, Node condition, Span span) implements Node {
    @Override
    public List<Node> children() {
      return List.of(left, right, condition);
    }
  }

  /** The merging of inner lists that {@code left[]} does before it projects. */
  record Flatten(Node left, Span span) implements Node {
    @Override
    public List<Node> children() {
      return List.of(left);
    }
  }

  /** {@code [a, b]}. */
  record MultiSelectList(List<Node> items, Span span) implements Node {
    @Override
    public List<Node> children() {
      return items;
    }
  }

  /** {@code {key: value}}. */
  record MultiSelectHash(List<Entry> entries, Span span) implements Node {
    @Override
    public List<Node> children() {
      return new ArrayList<>(entries);
    }
  }

  /** One entry of a multi-select hash. */
  record Entry(String key, Span keySpan, Node value, Span span) implements Node {
    @Override
    public List<Node> children() {
      return List.of(value);
    }
  }

  /**
   * {@code name(arguments)}.
   *
   * @param name null where something other than a name stands before the bracket, which fails only
   *     when it is evaluated
   */
  record Call(@Nullable String name, Span nameSpan, List<Node> arguments, Span span)
      implements Node {
    @Override
    public List<Node> children() {
      return arguments;
    }
  }

  /** The place of something that could not be read; there is a problem that says why. */
  record Missing(Span span) implements Node {}
}
