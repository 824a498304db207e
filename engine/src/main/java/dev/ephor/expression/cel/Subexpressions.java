package dev.ephor.expression.cel;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The parts of a parsed text. */
final class Subexpressions {

  private Subexpressions() {}

  /** An expression and every one below it, in no order; found without recursion. */
  static List<CelExpr> of(CelExpr root) {
    List<CelExpr> all = new ArrayList<>();
    Deque<CelExpr> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      CelExpr expression = open.pop();
      all.add(expression);
      children(expression, open);
    }
    return all;
  }

  private static void children(CelExpr expression, Deque<CelExpr> open) {
    switch (expression.exprKind().getKind()) {
      case SELECT -> open.push(expression.select().operand());
      case CALL -> {
        expression.call().target().ifPresent(open::push);
        expression.call().args().forEach(open::push);
      }
      case LIST -> expression.list().elements().forEach(open::push);
      case MAP -> {
        for (CelExpr.CelMap.Entry entry : expression.map().entries()) {
          open.push(entry.key());
          open.push(entry.value());
        }
      }
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
