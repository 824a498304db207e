package dev.ephor.expression.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.ephor.expression.cel.function.FormatClause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the arguments of {@code string.format} against the verbs of a constant format. */
record FormatCheck(CelAbstractSyntaxTree tree) {

  Validators.@Nullable Found check(long call, String format, CelExpr.CelList arguments) {
    List<CelExpr> given = arguments.elements();
    int next = 0;
    for (FormatClause clause : FormatClause.parse(format)) {
      String problem = clause.problem();
      if (clause.verb() == 0 && problem == null) {
        continue;
      }
      if (problem != null) {
        return new Validators.Found(call, problem);
      }
      if (next >= given.size()) {
        return new Validators.Found(call, "index " + next + " out of range");
      }
      CelExpr argument = given.get(next++);
      CelExpr bad =
          clause.verb() == 's'
              ? unwritable(argument)
              : takes(clause, type(argument)) ? null : argument;
      if (bad != null) {
        return new Validators.Found(bad.id(), clause.refusal(name(type(bad))));
      }
    }
    return given.size() > next
        ? new Validators.Found(
            call,
            "too many arguments supplied to string.format (expected "
                + next
                + ", got "
                + given.size()
                + ")")
        : null;
  }

  private CelType type(CelExpr expression) {
    return tree.getType(expression.id()).orElse(SimpleType.DYN);
  }

  private static boolean takes(FormatClause clause, CelType type) {
    return type.kind() == CelKind.DYN || clause.takes(name(type));
  }

  /** The name of a type without its parameters, as it stands at run time. */
  private static String name(CelType type) {
    return switch (type.kind()) {
      case LIST -> "list";
      case MAP -> "map";
      default -> type.name();
    };
  }

  /** The first part of an argument that cannot be written as a text, or null. */
  private @Nullable CelExpr unwritable(CelExpr expression) {
    boolean written =
        switch (type(expression).kind()) {
          case DYN,
              LIST,
              MAP,
              INT,
              UINT,
              DOUBLE,
              BOOL,
              STRING,
              TIMESTAMP,
              BYTES,
              DURATION,
              TYPE,
              NULL_TYPE ->
              true;
          default -> false;
        };
    if (!written) {
      return expression;
    }
    switch (expression.exprKind().getKind()) {
      case LIST -> {
        for (CelExpr item : expression.list().elements()) {
          CelExpr bad = unwritable(item);
          if (bad != null) {
            return bad;
          }
        }
      }
      case MAP -> {
        for (CelExpr.CelMap.Entry entry : expression.map().entries()) {
          CelExpr key = unwritable(entry.key());
          CelExpr bad = key != null ? key : unwritable(entry.value());
          if (bad != null) {
            return bad;
          }
        }
      }
      default -> {}
    }
    return null;
  }
}
