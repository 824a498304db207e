package dev.ephor.convert;

import dev.ephor.expression.jmespath.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions of JMESPath, as in filters, in CEL. */
final class JmesTruth {

  private final JmesCel values;

  JmesTruth(JmesCel values) {
    this.values = values;
  }

  /** What JMESPath takes for true. */
  Cel of(Node node, @Nullable Val current) throws NotConvertible {
    if (node instanceof Node.And and) {
      return Cel.and(of(and.left(), current), of(and.right(), current));
    } else if (node instanceof Node.Or or) {
      return Cel.or(of(or.left(), current), of(or.right(), current));
    } else if (node instanceof Node.Not not) {
      return Cel.not(of(not.body(), current));
    } else if (node instanceof Node.Comparison comparison) {
      return compared(comparison, current);
    }
    Val value = values.of(node, current, true);
    if (value instanceof Val.Expr expr && expr.type() == Val.Type.TRUTH) {
      return Cel.atom(expr.text());
    } else if (value instanceof Val.Path path) {
      Ref ref = path.ref();
      return switch (value.type()) {
        case TRUTH -> Cel.compare(ref.or("false"), "==", "true");
        case TEXT -> Cel.compare(ref.or("''"), "!=", "''");
        case LIST -> Cel.compare("size(" + ref.or("[]") + ")", ">", "0");
        case NUMBER -> ref.asked();
        default -> throw values.no("a JMESPath value that is used as a condition");
      };
    }
    throw values.no("a JMESPath value that is used as a condition");
  }

  private Cel compared(Node.Comparison comparison, @Nullable Val current) throws NotConvertible {
    Val left = values.of(comparison.left(), current, true);
    Val right = values.of(comparison.right(), current, true);
    String sign =
        switch (comparison.operator()) {
          case EQUAL -> "==";
          case NOT_EQUAL -> "!=";
          case LESS -> "<";
          case LESS_OR_EQUAL -> "<=";
          case GREATER -> ">";
          case GREATER_OR_EQUAL -> ">=";
        };
    Cel compared = Cel.compare(values.text(left), sign, values.text(right));
    boolean differs = sign.equals("!=");
    for (Val side : List.of(left, right)) {
      if (side instanceof Val.Path path && path.ref().optional()) {
        compared =
            differs
                ? Cel.or(Cel.not(path.ref().asked()), compared)
                : Cel.and(path.ref().asked(), compared);
      }
    }
    return compared;
  }
}
