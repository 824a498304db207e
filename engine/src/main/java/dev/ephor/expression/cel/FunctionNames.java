package dev.ephor.expression.cel;

import dev.cel.common.ast.CelExpr;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which functions a parsed text may call. */
final class FunctionNames {

  private FunctionNames() {}

  /** The names, {@code round} and {@code math.round} both of a call of {@code math.round}. */
  static Set<String> in(CelExpr root) {
    Set<String> names = new HashSet<>();
    for (CelExpr expression : Subexpressions.of(root)) {
      if (expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL) {
        CelExpr.CelCall call = expression.call();
        names.add(call.function());
        String prefix = call.target().map(FunctionNames::path).orElse(null);
        if (prefix != null) {
          names.add(prefix + "." + call.function());
        }
      }
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
}
