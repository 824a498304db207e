package dev.ephor.expression.cel;

import com.google.common.collect.ImmutableList;
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
      macros.add(worded(standard));
    }
    macros.add(worded(CelStandardMacro.EXISTS_ONE_NEW));
    macros.add(CelMacro.newReceiverMacro("bind", 3, Macros::bind));
    macros.add(CelMacro.newReceiverMacro("optMap", 2, (f, t, a) -> optional(f, t, a, true)));
    macros.add(CelMacro.newReceiverMacro("optFlatMap", 2, (f, t, a) -> optional(f, t, a, false)));
    macros.add(
        CelMacro.newReceiverVarArgMacro("least", (f, t, a) -> extreme(f, t, a, "math.@min")));
    macros.add(
        CelMacro.newReceiverVarArgMacro("greatest", (f, t, a) -> extreme(f, t, a, "math.@max")));
    macros.add(CelMacro.newReceiverMacro("sortBy", 2, Macros::sortBy));
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

  /** A macro of the standard with cel-go's words and places for what it cannot take. */
  private static CelMacro worded(CelStandardMacro standard) {
    CelMacro macro = standard.getDefinition();
    if (standard == CelStandardMacro.HAS) {
      return CelMacro.newGlobalMacro(
          macro.getFunction(),
          macro.getArgumentCount(),
          (f, t, a) ->
              a.get(0).exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT
                  ? macro.getExpander().expandMacro(f, t, a)
                  : Optional.of(error(f, a.get(0), "invalid argument to has() macro")));
    }
    String words =
        switch (standard) {
          case MAP, MAP_FILTER, FILTER -> "argument is not an identifier";
          default -> "argument must be a simple name";
        };
    return CelMacro.newReceiverMacro(
        macro.getFunction(),
        macro.getArgumentCount(),
        (f, t, a) ->
            a.get(0).exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                ? macro.getExpander().expandMacro(f, t, a)
                : Optional.of(error(f, a.get(0), words)));
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

  /** {@code math.least} and {@code math.greatest}, of numbers or of a list of numbers. */
  private static Optional<CelExpr> extreme(
      CelMacroExprFactory factory,
      CelExpr target,
      ImmutableList<CelExpr> arguments,
      String function) {
    if (!isIdentifier(target, "math")) {
      return Optional.empty();
    }
    String name = function.equals("math.@min") ? "math.least()" : "math.greatest()";
    if (arguments.isEmpty()) {
      return Optional.of(error(factory, target, name + " requires at least one argument"));
    }
    if (arguments.size() == 1) {
      CelExpr only = arguments.get(0);
      boolean list = only.exprKind().getKind() == CelExpr.ExprKind.Kind.LIST;
      boolean numbers =
          list
              ? !only.list().elements().isEmpty()
                  && only.list().elements().stream().allMatch(Macros::mayBeNumber)
              : mayBeNumber(only);
      return Optional.of(
          numbers
              ? factory.newGlobalCall(function, only)
              : error(factory, only, name + " invalid single argument value"));
    }
    for (CelExpr argument : arguments) {
      if (!mayBeNumber(argument)) {
        return Optional.of(
            error(factory, argument, name + " simple literal arguments must be numeric"));
      }
    }
    return Optional.of(
        arguments.size() == 2
            ? factory.newGlobalCall(function, arguments)
            : factory.newGlobalCall(function, factory.newList(arguments)));
  }

  private static boolean mayBeNumber(CelExpr expression) {
    return switch (expression.exprKind().getKind()) {
      case LIST, MAP, STRUCT -> false;
      case CONSTANT ->
          switch (expression.constant().getKind()) {
            case INT64_VALUE, UINT64_VALUE, DOUBLE_VALUE -> true;
            default -> false;
          };
      default -> true;
    };
  }

  /** {@code list.sortBy(name, key)}: the list by the order of its keys. */
  private static Optional<CelExpr> sortBy(
      CelMacroExprFactory factory, CelExpr target, ImmutableList<CelExpr> arguments) {
    CelExpr name = arguments.get(0);
    if (name.exprKind().getKind() != CelExpr.ExprKind.Kind.IDENT) {
      return Optional.of(
          error(factory, name, "sortBy can only be applied with a simple identifier"));
    }
    String input = "@__sortBy_input__";
    String accumulator = factory.getAccumulatorVarName();
    CelExpr keys =
        factory.fold(
            name.ident().name(),
            factory.newIdentifier(input),
            accumulator,
            factory.newList(),
            factory.newBoolLiteral(true),
            factory.newGlobalCall(
                "_+_", factory.newIdentifier(accumulator), factory.newList(arguments.get(1))),
            factory.newIdentifier(accumulator));
    return Optional.of(
        factory.fold(
            UNUSED,
            factory.newList(),
            input,
            target,
            factory.newBoolLiteral(false),
            factory.newIdentifier(input),
            factory.newReceiverCall("@sortByAssociatedKeys", factory.newIdentifier(input), keys)));
  }

  static boolean isIdentifier(CelExpr expression, String name) {
    return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
        && expression.ident().name().equals(name);
  }

  static CelExpr error(CelMacroExprFactory factory, CelExpr at, String message) {
    return factory.reportError(
        dev.cel.common.CelIssue.formatError(factory.getSourceLocation(at), message));
  }
}
