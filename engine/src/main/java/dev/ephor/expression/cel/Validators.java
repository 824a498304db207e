package dev.ephor.expression.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.ephor.expression.cel.function.Literals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Kubernetes checks of a well-typed tree: literals of durations, moments and regular
 * expressions, formats and their arguments, and that lists and maps have entries of one type.
 */
final class Validators {

  /** Something wrong at a node. */
  record Found(long node, String message) {}

  private final CelAbstractSyntaxTree tree;
  private final boolean homogeneous;
  private final boolean literals;
  private final List<Found> found = new ArrayList<>();

  private Validators(CelAbstractSyntaxTree tree, boolean homogeneous, boolean literals) {
    this.tree = tree;
    this.homogeneous = homogeneous;
    this.literals = literals;
  }

  /**
   * All that is wrong.
   *
   * @param homogeneous whether entries must be of one type, except below a call of {@code format}
   * @param literals whether constant durations, moments and regular expressions are looked at
   */
  static List<Found> check(CelAbstractSyntaxTree tree, boolean homogeneous, boolean literals) {
    Validators validators = new Validators(tree, homogeneous, literals);
    validators.visit(tree.getExpr(), false);
    return validators.found;
  }

  private void visit(CelExpr expression, boolean exempt) {
    switch (expression.exprKind().getKind()) {
      case SELECT -> visit(expression.select().operand(), exempt);
      case CALL -> visitCall(expression, exempt);
      case LIST -> {
        if (homogeneous && !exempt) {
          checkList(expression.list());
        }
        expression.list().elements().forEach(item -> visit(item, exempt));
      }
      case MAP -> {
        if (homogeneous && !exempt) {
          checkMap(expression.map());
        }
        for (CelExpr.CelMap.Entry entry : expression.map().entries()) {
          visit(entry.key(), exempt);
          visit(entry.value(), exempt);
        }
      }
      case COMPREHENSION -> {
        CelExpr.CelComprehension loop = expression.comprehension();
        visit(loop.iterRange(), exempt);
        visit(loop.accuInit(), exempt);
        visit(loop.loopCondition(), exempt);
        visit(loop.loopStep(), exempt);
        visit(loop.result(), exempt);
      }
      default -> {}
    }
  }

  private void visitCall(CelExpr expression, boolean exempt) {
    CelExpr.CelCall call = expression.call();
    String function = call.function();
    boolean inside = exempt || function.equals("format");
    call.target().ifPresent(target -> visit(target, inside));
    call.args().forEach(argument -> visit(argument, inside));
    CelExpr literal = null;
    if ((function.equals("duration") || function.equals("timestamp"))
        && call.args().size() == 1
        && call.target().isEmpty()) {
      literal = call.args().get(0);
    } else if (function.equals("matches") && !call.args().isEmpty()) {
      literal = call.args().get(call.args().size() - 1);
    }
    String text = literal == null ? null : text(literal);
    if (literals && literal != null && text != null && !Literals.isValid(function, text)) {
      found.add(new Found(literal.id(), "invalid " + function + " argument"));
    }
    if (function.equals("format") && call.target().isPresent() && call.args().size() == 1) {
      checkFormat(expression, call);
    }
  }

  static @Nullable String text(CelExpr expression) {
    return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? expression.constant().stringValue()
        : null;
  }

  private void checkFormat(CelExpr expression, CelExpr.CelCall call) {
    String format = call.target().map(Validators::text).orElse(null);
    CelExpr arguments = call.args().get(0);
    if (format == null || arguments.exprKind().getKind() != CelExpr.ExprKind.Kind.LIST) {
      return;
    }
    Found problem = new FormatCheck(tree).check(expression.id(), format, arguments.list());
    if (problem != null) {
      found.add(problem);
    }
  }

  private CelType type(CelExpr expression, boolean optional) {
    CelType type = tree.getType(expression.id()).orElse(SimpleType.DYN);
    return optional && type instanceof OptionalType && !type.parameters().isEmpty()
        ? type.parameters().get(0)
        : type;
  }

  private void checkList(CelExpr.CelList list) {
    CelType first = null;
    for (int i = 0; i < list.elements().size(); i++) {
      CelExpr item = list.elements().get(i);
      CelType type = type(item, list.optionalIndices().contains(i));
      if (first == null) {
        first = type;
      } else if (!equivalent(first, type)) {
        mismatch(item, first, type);
        return;
      }
    }
  }

  private void checkMap(CelExpr.CelMap map) {
    CelType keys = null;
    CelType values = null;
    for (CelExpr.CelMap.Entry entry : map.entries()) {
      CelType key = type(entry.key(), false);
      CelType value = type(entry.value(), entry.optionalEntry());
      if (keys == null || values == null) {
        keys = key;
        values = value;
      } else if (!equivalent(keys, key)) {
        mismatch(entry.key(), keys, key);
        return;
      } else if (!equivalent(values, value)) {
        mismatch(entry.value(), values, value);
        return;
      }
    }
  }

  private void mismatch(CelExpr at, CelType expected, CelType actual) {
    found.add(
        new Found(
            at.id(),
            "expected type '"
                + TypeNames.of(expected)
                + "' but found '"
                + TypeNames.of(actual)
                + "'"));
  }

  private static boolean equivalent(CelType first, CelType second) {
    if (first.kind() != second.kind() || first.parameters().size() != second.parameters().size()) {
      return false;
    }
    boolean named = first.kind() == CelKind.OPAQUE || first.kind() == CelKind.STRUCT;
    if (named && !first.name().equals(second.name())) {
      return false;
    }
    for (int i = 0; i < first.parameters().size(); i++) {
      if (!equivalent(first.parameters().get(i), second.parameters().get(i))) {
        return false;
      }
    }
    return true;
  }
}
