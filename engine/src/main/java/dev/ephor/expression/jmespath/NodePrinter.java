package dev.ephor.expression.jmespath;

import dev.ephor.value.GoJson;
import dev.ephor.value.GoNumber;
import dev.ephor.value.GoQuote;
import dev.ephor.value.GoText;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Trees in the two forms in which the reference shows them. */
final class NodePrinter {

  /** A node as the reference sees it: the number and name of its type, what it holds, the rest. */
  private record View(int number, String name, String value, String raw, List<Node> children) {}

  private NodePrinter() {}

  /** As {@code jp parse} prints a tree. */
  static String pretty(Node node) {
    StringBuilder out = new StringBuilder();
    pretty(out, node, 0);
    return out.toString();
  }

  /** As {@code %v} prints an expression reference inside a message. */
  static String reference(Node body) {
    return "{" + raw(body) + "}";
  }

  private static void pretty(StringBuilder out, Node node, int indent) {
    View view = view(node);
    out.append(" ".repeat(indent)).append(view.name()).append(" {\n");
    if (!view.value().isEmpty()) {
      out.append(" ".repeat(indent + 2)).append("value: ").append(view.value()).append('\n');
    }
    if (!view.children().isEmpty()) {
      out.append(" ".repeat(indent + 2)).append("children: {\n");
      for (Node child : view.children()) {
        pretty(out, child, indent + 4);
      }
    }
    out.append(" ".repeat(indent)).append("}\n");
  }

  private static String raw(Node node) {
    View view = view(node);
    StringBuilder out = new StringBuilder("{").append(view.number()).append(' ');
    out.append(view.raw()).append(" [");
    for (int i = 0; i < view.children().size(); i++) {
      out.append(i == 0 ? "" : " ").append(raw(view.children().get(i)));
    }
    return out.append("]}").toString();
  }

  private static View view(Node node) {
    if (node instanceof Node.Comparison n) {
      TokenType token = TokenType.valueOf(n.operator().name());
      String raw = Integer.toString(number(n.operator()));
      return new View(1, "ASTComparator", token.label(), raw, n.children());
    } else if (node instanceof Node.Field n) {
      return new View(5, "ASTField", GoQuote.quote(n.name()), n.name(), List.of());
    } else if (node instanceof Node.Index n) {
      String index = Integer.toString(n.index());
      return new View(9, "ASTIndex", index, index, List.of());
    } else if (node instanceof Node.Slice n) {
      // the reference shows addresses here; what stands in the slice says more
      String parts =
          "[]*int{" + part(n.start()) + ", " + part(n.stop()) + ", " + part(n.step()) + "}";
      return new View(21, "ASTSlice", parts, parts, List.of());
    } else if (node instanceof Node.Literal n) {
      String value = n.value().isNull() ? "" : syntax(n.value());
      return new View(12, "ASTLiteral", value, GoText.format(n.value()), List.of());
    } else if (node instanceof Node.Call n) {
      String name = n.name() == null ? "" : GoQuote.quote(n.name());
      String raw = n.name() == null ? "<nil>" : n.name();
      return new View(4, "ASTFunctionExpression", name, raw, n.children());
    } else if (node instanceof Node.Entry n) {
      return new View(11, "ASTKeyValPair", GoQuote.quote(n.key()), n.key(), n.children());
    } else if (node instanceof Node.Filter n) {
      return plain(6, "ASTFilterProjection", List.of(n.left(), n.right(), n.condition()));
    } else if (node instanceof Node.Current) {
      return plain(2, "ASTCurrentNode", List.of());
    } else if (node instanceof Node.Identity) {
      return plain(8, "ASTIdentity", List.of());
    } else if (node instanceof Node.Missing) {
      return plain(0, "ASTEmpty", List.of());
    }
    return composed(node);
  }

  private static View composed(Node node) {
    List<Node> children = node.children();
    if (node instanceof Node.ExpressionReference) {
      return plain(3, "ASTExpRef", children);
    } else if (node instanceof Node.Flatten) {
      return plain(7, "ASTFlatten", children);
    } else if (node instanceof Node.Bracket) {
      return plain(10, "ASTIndexExpression", children);
    } else if (node instanceof Node.MultiSelectHash) {
      return plain(13, "ASTMultiSelectHash", children);
    } else if (node instanceof Node.MultiSelectList) {
      return plain(14, "ASTMultiSelectList", children);
    } else if (node instanceof Node.Or) {
      return plain(15, "ASTOrExpression", children);
    } else if (node instanceof Node.And) {
      return plain(16, "ASTAndExpression", children);
    } else if (node instanceof Node.Not) {
      return plain(17, "ASTNotExpression", children);
    } else if (node instanceof Node.Pipe) {
      return plain(18, "ASTPipe", children);
    } else if (node instanceof Node.Projection) {
      return plain(19, "ASTProjection", children);
    } else if (node instanceof Node.Subexpression) {
      return plain(20, "ASTSubexpression", children);
    }
    return plain(22, "ASTValueProjection", children);
  }

  /** The number that the reference's messages show for an operator. */
  private static int number(Node.Operator operator) {
    return switch (operator) {
      case LESS -> 18;
      case LESS_OR_EQUAL -> 19;
      case GREATER -> 20;
      case GREATER_OR_EQUAL -> 21;
      case EQUAL -> 22;
      case NOT_EQUAL -> 23;
    };
  }

  private static View plain(int number, String name, List<Node> children) {
    return new View(number, name, "", "<nil>", children);
  }

  private static String part(@Nullable Integer part) {
    return part == null ? "nil" : part.toString();
  }

  /** As the verb {@code %#v} writes a decoded JSON value. */
  private static String syntax(Value value) {
    if (value instanceof MapValue map) {
      String[] keys = map.keys().toArray(String[]::new);
      Arrays.sort(keys, GoJson.BY_CODE_POINT);
      StringBuilder out = new StringBuilder("map[string]interface {}{");
      for (int i = 0; i < keys.length; i++) {
        Value child = map.child(keys[i]);
        out.append(i == 0 ? "" : ", ").append(GoQuote.quote(keys[i])).append(':');
        out.append(child == null ? "" : inner(child));
      }
      return out.append('}').toString();
    }
    if (value instanceof ListValue list) {
      StringBuilder out = new StringBuilder("[]interface {}{");
      for (int i = 0; i < list.size(); i++) {
        out.append(i == 0 ? "" : ", ").append(inner(list.at(i)));
      }
      return out.append('}').toString();
    }
    Object content = ((Scalar) value).content();
    if (content instanceof String text) {
      return GoQuote.quote(text);
    }
    return content instanceof Number number
        ? GoNumber.general(number.doubleValue())
        : String.valueOf(content).toLowerCase(Locale.ROOT);
  }

  private static String inner(Value value) {
    return value.isNull() ? "interface {}(nil)" : syntax(value);
  }
}
