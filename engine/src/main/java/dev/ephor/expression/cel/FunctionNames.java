package dev.ephor.expression.cel;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which functions a parsed text may call. */
final class FunctionNames {

  private FunctionNames() {}

  /** The names, {@code round} and {@code math.round} both of a call of {@code math.round}. */
  static Set<String> in(CelExpr root) {
    Set<String> names = new HashSet<>();
    Deque<CelExpr> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      CelExpr expression = open.pop();
      if (expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL) {
        CelExpr.CelCall call = expression.call();
        names.add(call.function());
        String prefix = call.target().map(FunctionNames::path).orElse(null);
        if (prefix != null) {
          names.add(prefix + "." + call.function());
        }
      }
      children(expression, open);
    }
    return names;
  }

  /** The dotted name that an expression may be, null where it is none. */
  static @Nullable String path(CelExpr expression) {
    return switch (expression.exprKind().getKind()) {
      case IDENT -> expression.ident().name();
      case SELECT -> {
        String prefix = path(expression.select().operand());
        yield prefix == null ? null : prefix + "." + expression.select().field();
      }
      default -> null;
    };
  }

  private static void children(CelExpr expression, Deque<CelExpr> open) {
    switch (expression.exprKind().getKind()) {
      case SELECT -> open.push(expression.select().operand());
      case CALL -> {
        expression.call().target().ifPresent(open::push);
        expression.call().args().forEach(open::push);
      }
      case LIST -> expression.list().elements().forEach(open::push);
      case MAP ->
          expression
              .map()
              .entries()
              .forEach(
                  entry -> {
                    open.push(entry.key());
                    open.push(entry.value());
                  });
      case STRUCT -> expression.struct().entries().forEach(entry -> open.push(entry.value()));
      case COMPREHENSION -> {
        CelExpr.CelComprehension loop = expression.comprehension();
        open.push(loop.iterRange());
        open.push(loop.accuInit());
        open.push(loop.loopCondition());
        open.push(loop.loopStep());
        open.push(loop.result());
      }
      default -> {}
    }
  }
}
