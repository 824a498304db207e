package dev.ephor.expression.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import java.util.List;
import java.util.Optional;

/**
 * Loops over indices and items, or keys and values.
 *
 * @see <a href="https://pkg.go.dev/github.com/google/cel-go/ext#TwoVarComprehensions">cel-go:
 *     TwoVarComprehensions</a>
 */
final class TwoVariableMacros {

  private TwoVariableMacros() {}

  static List<CelMacro> all() {
    return List.of(
        CelMacro.newReceiverMacro("all", 3, TwoVariableMacros::all),
        CelMacro.newReceiverMacro("exists", 3, TwoVariableMacros::exists),
        CelMacro.newReceiverMacro("existsOne", 3, TwoVariableMacros::existsOne),
        CelMacro.newReceiverMacro("exists_one", 3, TwoVariableMacros::existsOne),
        CelMacro.newReceiverMacro("transformList", 3, TwoVariableMacros::transformList),
        CelMacro.newReceiverMacro("transformList", 4, TwoVariableMacros::transformList),
        CelMacro.newReceiverMacro("transformMap", 3, TwoVariableMacros::transformMap),
        CelMacro.newReceiverMacro("transformMap", 4, TwoVariableMacros::transformMap),
        CelMacro.newReceiverMacro("transformMapEntry", 3, TwoVariableMacros::transformMapEntry),
        CelMacro.newReceiverMacro("transformMapEntry", 4, TwoVariableMacros::transformMapEntry));
  }

  private static Optional<CelExpr> all(
      CelMacroExprFactory f, CelExpr target, ImmutableList<CelExpr> a) {
    CelExpr accumulator = accumulator(f);
    return loop(
        f,
        target,
        a,
        f.newBoolLiteral(true),
        f.newGlobalCall("@not_strictly_false", accumulator),
        f.newGlobalCall("_&&_", accumulator(f), a.get(2)),
        accumulator(f));
  }

  private static Optional<CelExpr> exists(
      CelMacroExprFactory f, CelExpr target, ImmutableList<CelExpr> a) {
    return loop(
        f,
        target,
        a,
        f.newBoolLiteral(false),
        f.newGlobalCall("@not_strictly_false", f.newGlobalCall("!_", accumulator(f))),
        f.newGlobalCall("_||_", accumulator(f), a.get(2)),
        accumulator(f));
  }

  private static Optional<CelExpr> existsOne(
      CelMacroExprFactory f, CelExpr target, ImmutableList<CelExpr> a) {
    return loop(
        f,
        target,
        a,
        f.newIntLiteral(0),
        f.newBoolLiteral(true),
        f.newGlobalCall(
            "_?_:_",
            a.get(2),
            f.newGlobalCall("_+_", accumulator(f), f.newIntLiteral(1)),
            accumulator(f)),
        f.newGlobalCall("_==_", accumulator(f), f.newIntLiteral(1)));
  }

  private static Optional<CelExpr> transformList(
      CelMacroExprFactory f, CelExpr target, ImmutableList<CelExpr> a) {
    CelExpr value = a.get(a.size() - 1);
    CelExpr step = f.newGlobalCall("_+_", accumulator(f), f.newList(value));
    return loop(
        f, target, a, f.newList(), f.newBoolLiteral(true), filtered(f, a, step), accumulator(f));
  }

  private static Optional<CelExpr> transformMap(
      CelMacroExprFactory f, CelExpr target, ImmutableList<CelExpr> a) {
    CelExpr value = a.get(a.size() - 1);
    if (!isName(a.get(0))) {
      return loop(f, target, a, f.newMap(), f.newBoolLiteral(true), value, accumulator(f));
    }
    CelExpr step =
        f.newGlobalCall(
            "cel.@mapInsert", accumulator(f), f.newIdentifier(a.get(0).ident().name()), value);
    return loop(
        f, target, a, f.newMap(), f.newBoolLiteral(true), filtered(f, a, step), accumulator(f));
  }

  private static Optional<CelExpr> transformMapEntry(
      CelMacroExprFactory f, CelExpr target, ImmutableList<CelExpr> a) {
    CelExpr value = a.get(a.size() - 1);
    CelExpr step = f.newGlobalCall("cel.@mapInsert", accumulator(f), value);
    return loop(
        f, target, a, f.newMap(), f.newBoolLiteral(true), filtered(f, a, step), accumulator(f));
  }

  /** With a filter among the arguments, the step is made only where it is true. */
  private static CelExpr filtered(CelMacroExprFactory f, ImmutableList<CelExpr> a, CelExpr step) {
    return a.size() == 4 ? f.newGlobalCall("_?_:_", a.get(2), step, accumulator(f)) : step;
  }

  private static Optional<CelExpr> loop(
      CelMacroExprFactory f,
      CelExpr target,
      ImmutableList<CelExpr> a,
      CelExpr start,
      CelExpr condition,
      CelExpr step,
      CelExpr result) {
    for (int i = 0; i < 2; i++) {
      if (!isName(a.get(i))) {
        return Optional.of(Macros.error(f, a.get(i), "argument must be a simple name"));
      }
    }
    String first = a.get(0).ident().name();
    String second = a.get(1).ident().name();
    if (first.equals(second)) {
      return Optional.of(Macros.error(f, a.get(1), "duplicate variable name: " + first));
    }
    return Optional.of(
        f.fold(first, second, target, f.getAccumulatorVarName(), start, condition, step, result));
  }

  private static boolean isName(CelExpr expression) {
    return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT;
  }

  private static CelExpr accumulator(CelMacroExprFactory f) {
    return f.newIdentifier(f.getAccumulatorVarName());
  }
}
