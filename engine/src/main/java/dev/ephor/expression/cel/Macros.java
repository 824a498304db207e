package dev.ephor.expression.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls that stand for loops and bindings, expanded while a text is parsed. */
final class Macros {

  private static final String UNUSED = "#unused";

  private Macros() {}

  static List<CelMacro> of(Dialects.Vocabulary vocabulary) {
    List<CelMacro> macros = new ArrayList<>();
    for (CelStandardMacro standard : CelStandardMacro.STANDARD_MACROS) {
      macros.add(standard.getDefinition());
    }
    macros.add(CelMacro.newReceiverMacro("bind", 3, Macros::bind));
    macros.add(CelMacro.newReceiverMacro("optMap", 2, (f, t, a) -> optional(f, t, a, true)));
    macros.add(CelMacro.newReceiverMacro("optFlatMap", 2, (f, t, a) -> optional(f, t, a, false)));
    if (vocabulary.loose()) {
      macros.add(
          CelMacro.newReceiverMacro(
              "orValue",
              1,
              (f, t, a) -> Optional.of(f.newGlobalCall("__orValueCompat__", t, a.get(0)))));
    }
    if (vocabulary.twoVariables()) {
      macros.addAll(TwoVariableMacros.all());
    }
    return macros;
  }

  /** {@code cel.bind(name, value, expression)}. */
  private static Optional<CelExpr> bind(
      CelMacroExprFactory factory, CelExpr target, ImmutableList<CelExpr> arguments) {
    if (!isIdentifier(target, "cel")) {
      return Optional.empty();
    }
    CelExpr name = arguments.get(0);
    if (name.exprKind().getKind() != CelExpr.ExprKind.Kind.IDENT) {
      return Optional.of(
          error(factory, name, "cel.bind() variable names must be simple identifiers"));
    }
    return Optional.of(
        factory.fold(
            UNUSED,
            factory.newList(),
            name.ident().name(),
            arguments.get(1),
            factory.newBoolLiteral(false),
            factory.newIdentifier(name.ident().name()),
            arguments.get(2)));
  }

  /** {@code optional.optMap(name, expression)} and {@code optFlatMap}. */
  private static Optional<CelExpr> optional(
      CelMacroExprFactory factory, CelExpr target, ImmutableList<CelExpr> arguments, boolean wrap) {
    CelExpr name = arguments.get(0);
    if (name.exprKind().getKind() != CelExpr.ExprKind.Kind.IDENT) {
      return Optional.of(
          error(
              factory,
              name,
              (wrap ? "optMap" : "optFlatMap") + "() variable name must be a simple identifier"));
    }
    CelExpr inner =
        factory.fold(
            UNUSED,
            factory.newList(),
            name.ident().name(),
            factory.newReceiverCall("value", factory.copy(target)),
            factory.newBoolLiteral(false),
            factory.newIdentifier(name.ident().name()),
            arguments.get(1));
    return Optional.of(
        factory.newGlobalCall(
            "_?_:_",
            factory.newReceiverCall("hasValue", target),
            wrap ? factory.newGlobalCall("optional.of", inner) : inner,
            factory.newGlobalCall("optional.none")));
  }

  static boolean isIdentifier(CelExpr expression, String name) {
    return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
        && expression.ident().name().equals(name);
  }

  static CelExpr error(CelMacroExprFactory factory, CelExpr at, String message) {
    return factory.reportError(
        dev.cel.common.CelIssue.formatError(factory.getSourceLocation(at), message));
  }

  /** A constant text. */
  static CelExpr text(CelMacroExprFactory factory, String text) {
    return factory.newConstant(CelConstant.ofValue(text));
  }
}
