package dev.ephor.ide.names;

import dev.ephor.expression.cel.CelTokens;
import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.Node;
import dev.ephor.ide.names.Name.LocalName.Sort;
import dev.ephor.policy.meaning.WrittenExpression;
import dev.ephor.policy.meaning.WrittenExpression.Language;
import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the names that an expression uses; a broken one as far as it can be read. */
final class ExpressionNames {

  /** Words of CEL whose members are names that the policy gives. */
  private static final Map<String, Sort> ROOTS =
      Map.of(
          "variables", Sort.VARIABLE,
          "attestors", Sort.ATTESTOR,
          "attestations", Sort.ATTESTATION,
          "images", Sort.IMAGES);

  private ExpressionNames() {}

  /**
   * A name in an expression.
   *
   * @param span where it stands in the expression's text
   */
  record Use(Sort sort, String text, Span span) {}

  static List<Use> in(WrittenExpression expression) {
    List<Use> uses = new ArrayList<>();
    if (expression.language() == Language.CEL) {
      members(expression.text(), uses);
    } else {
      fields(Expression.parse(expression.text()).root(), true, expression.text(), uses);
    }
    return uses;
  }

  private static void members(String text, List<Use> uses) {
    List<CelTokens.Token> words = new CelTokens(text).all();
    for (int i = 0; i + 2 < words.size(); i++) {
      Sort sort = ROOTS.get(words.get(i).text());
      boolean member = i > 0 && words.get(i - 1).text().startsWith(".");
      if (sort != null && !member && words.get(i + 1).text().startsWith(".")) {
        CelTokens.Token name = words.get(i + 2);
        uses.add(new Use(sort, name.text(), name.span()));
      }
    }
  }

  /**
   * Fields of the value that the whole expression is about. What stands right of a dot or a pipe,
   * or between the brackets of a filter, is about something else.
   */
  private static void fields(@Nullable Node node, boolean root, String text, List<Use> uses) {
    if (node instanceof Node.Field field) {
      Span span = unquoted(field.span(), text);
      if (root && !span.isEmpty()) {
        uses.add(new Use(Sort.CONTEXT_ENTRY, field.name(), span));
      }
    } else if (node instanceof Node.Filter filter) {
      fields(filter.left(), root, text, uses);
      fields(filter.right(), false, text, uses);
      fields(filter.condition(), false, text, uses);
    } else if (node instanceof Node.ExpressionReference reference) {
      fields(reference.body(), false, text, uses);
    } else if (node instanceof Node.Subexpression
        || node instanceof Node.Pipe
        || node instanceof Node.Bracket
        || node instanceof Node.Projection
        || node instanceof Node.ValueProjection) {
      List<Node> sides = node.children();
      fields(sides.get(0), root, text, uses);
      for (Node side : sides.subList(1, sides.size())) {
        fields(side, false, text, uses);
      }
    } else if (node != null) {
      node.children().forEach(child -> fields(child, root, text, uses));
    }
  }

  private static Span unquoted(Span span, String text) {
    boolean quoted = span.length() > 2 && text.charAt(span.start()) == '"';
    return quoted ? new Span(span.start() + 1, span.end() - 1) : span;
  }
}
