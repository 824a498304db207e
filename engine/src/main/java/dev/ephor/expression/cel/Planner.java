package dev.ephor.expression.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.TypeType;
import dev.ephor.expression.cel.function.Literals;
import dev.ephor.expression.cel.function.Operators;
import dev.ephor.expression.cel.function.Overload;
import dev.ephor.expression.cel.value.ByteText;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelNull;
import dev.ephor.expression.cel.value.TypeValue;
import dev.ephor.expression.cel.value.UInt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a checked tree into nodes that evaluate. */
final class Planner {

  /** Functions that are computed at once when their argument is constant, as cel-go does. */
  private static final Set<String> CONVERSIONS =
      Set.of(
          "bool",
          "bytes",
          "double",
          "duration",
          "dyn",
          "int",
          "string",
          "timestamp",
          "type",
          "uint");

  /** Functions whose second argument is a regular expression, compiled beforehand. */
  private static final Set<String> PATTERNS = Set.of("matches", "find", "findAll");

  private final CelAbstractSyntaxTree tree;
  private final Functions functions;
  private final boolean folding;
  private final Map<String, Integer> scope = new HashMap<>();
  private final Hook planned;
  private int slots;

  /** Hears of each node that is planned, and may put another in its place. */
  @FunctionalInterface
  interface Hook {
    Node of(Node node, CelExpr part);
  }

  Planner(CelAbstractSyntaxTree tree, Functions functions, boolean folding) {
    this(tree, functions, folding, (node, part) -> node);
  }

  /**
   * @param folding whether constant conversions and patterns are computed at once, so that what is
   *     wrong with them is a problem of the text
   * @param planned told what each part of the tree was planned as
   */
  Planner(CelAbstractSyntaxTree tree, Functions functions, boolean folding, Hook planned) {
    this.tree = tree;
    this.functions = functions;
    this.folding = folding;
    this.planned = planned;
  }

  /** How many loop variables an evaluation has to hold. */
  int slots() {
    return slots;
  }

  Node plan(CelExpr expression) {
    Node node = node(expression);
    return planned.of(node, expression);
  }

  private Node node(CelExpr expression) {
    return switch (expression.exprKind().getKind()) {
      case CONSTANT -> new AccessNodes.Constant(value(expression.constant()));
      case IDENT -> identifier(expression, expression.ident().name());
      case SELECT -> select(expression);
      case CALL -> call(expression);
      case LIST ->
          new LiteralNodes.ListLiteral(
              plan(expression.list().elements()), expression.list().optionalIndices());
      case MAP -> map(expression.map());
      case COMPREHENSION -> loop(expression.comprehension());
      case STRUCT -> struct(expression.struct());
      default -> throw new PlanProblem("unsupported expression");
    };
  }

  private List<Node> plan(List<CelExpr> expressions) {
    List<Node> nodes = new ArrayList<>(expressions.size());
    for (CelExpr expression : expressions) {
      nodes.add(plan(expression));
    }
    return nodes;
  }

  private static Object value(CelConstant constant) {
    return switch (constant.getKind()) {
      case BOOLEAN_VALUE -> constant.booleanValue();
      case INT64_VALUE -> constant.int64Value();
      case UINT64_VALUE -> new UInt(constant.uint64Value().longValue());
      case DOUBLE_VALUE -> constant.doubleValue();
      case STRING_VALUE -> constant.stringValue();
      case BYTES_VALUE -> ByteText.of(constant.bytesValue().toByteArray());
      default -> CelNull.NULL;
    };
  }

  private Node identifier(CelExpr expression, String name) {
    Integer slot = scope.get(name);
    if (slot != null) {
      return new AccessNodes.Slot(slot);
    }
    String resolved = tree.getReference(expression.id()).map(CelReference::name).orElse(name);
    if (tree.getType(expression.id()).orElse(null) instanceof TypeType) {
      return new AccessNodes.Constant(new TypeValue(resolved));
    }
    return new AccessNodes.Variable(resolved);
  }

  private Node select(CelExpr expression) {
    if (tree.getReference(expression.id()).isPresent()) {
      return identifier(expression, expression.select().field());
    }
    Node operand = plan(expression.select().operand());
    String field = expression.select().field();
    return expression.select().testOnly()
        ? new AccessNodes.Has(operand, field)
        : new AccessNodes.Select(operand, field);
  }

  private Node call(CelExpr expression) {
    CelExpr.CelCall call = expression.call();
    List<CelExpr> written = new ArrayList<>();
    CelReference reference = tree.getReference(expression.id()).orElse(null);
    String function = call.function();
    List<String> ids = reference == null ? List.of() : reference.overloadIds();
    List<Overload> overloads = functions.select(function, ids);
    if (call.target().isPresent()) {
      String qualified = qualified(call.target().get(), function, ids);
      if (qualified != null) {
        function = qualified;
        overloads = functions.select(function, ids);
      } else {
        written.add(call.target().get());
      }
    }
    written.addAll(call.args());
    Node[] arguments = plan(written).toArray(Node[]::new);
    return switch (function) {
      case "_&&_" -> new LogicNodes.And(arguments[0], arguments[1]);
      case "_||_" -> new LogicNodes.Or(arguments[0], arguments[1]);
      case "_?_:_" -> new LogicNodes.Conditional(arguments[0], arguments[1], arguments[2]);
      case "_==_" -> new LogicNodes.Equal(arguments[0], arguments[1], true);
      case "_!=_" -> new LogicNodes.Equal(arguments[0], arguments[1], false);
      case "@not_strictly_false" -> new LogicNodes.NotStrictlyFalse(arguments[0]);
      case "_[_]" ->
          arguments[1] instanceof AccessNodes.Constant constant
              ? new AccessNodes.Select(arguments[0], qualifier(constant))
              : new AccessNodes.Index(arguments[0], arguments[1]);
      case "_[?_]", "_?._" -> new AccessNodes.Probe(arguments[0], arguments[1]);
      case "or" -> new LogicNodes.Otherwise(arguments[0], arguments[1], false);
      case "orValue" -> new LogicNodes.Otherwise(arguments[0], arguments[1], true);
      case "__orValueCompat__" -> new LogicNodes.LooseOtherwise(arguments[0], arguments[1]);
      default -> strict(function, overloads, arguments);
    };
  }

  /** A constant that can stand between brackets. */
  private static Object qualifier(AccessNodes.Constant constant) throws PlanProblem {
    if (constant.value() == CelNull.NULL) {
      throw new PlanProblem("invalid qualifier type: types.Null");
    }
    return constant.value();
  }

  /** The whole name of a function such as {@code math.round}; null of a method. */
  private @Nullable String qualified(CelExpr target, String function, List<String> ids) {
    String prefix = FunctionNames.path(target);
    if (prefix == null) {
      return null;
    }
    String name = prefix + "." + function;
    for (String id : ids) {
      if (!functions.named(id, name)) {
        return null;
      }
    }
    return functions.byName().containsKey(name) ? name : null;
  }

  private Node strict(String function, List<Overload> overloads, Node[] arguments) {
    Overload.Pure operator = Operators.find(function);
    if (operator != null) {
      return new CallNodes.Operation(operator, function, arguments);
    }
    if (folding
        && PATTERNS.contains(function)
        && arguments.length > 1
        && arguments[1] instanceof AccessNodes.Constant constant
        && constant.value() instanceof String pattern) {
      String problem = Literals.patternProblem(pattern);
      if (problem != null) {
        throw new PlanProblem(problem);
      }
    }
    Node node = new CallNodes.Call(function, overloads, arguments);
    if (folding
        && CONVERSIONS.contains(function)
        && arguments.length == 1
        && arguments[0] instanceof AccessNodes.Constant constant) {
      return folded(overloads, constant.value(), node);
    }
    return node;
  }

  private static Node folded(List<Overload> overloads, Object argument, Node node) {
    Object[] arguments = {argument};
    for (Overload overload : overloads) {
      if (overload.accepts(arguments)) {
        Object value = overload.call().apply(arguments, NoEvaluation.INSTANCE);
        if (value instanceof CelError error) {
          throw new PlanProblem(error.message());
        }
        return new AccessNodes.Constant(value);
      }
    }
    return node;
  }

  private Node map(CelExpr.CelMap map) {
    List<LiteralNodes.Entry> entries = new ArrayList<>();
    for (CelExpr.CelMap.Entry entry : map.entries()) {
      entries.add(
          new LiteralNodes.Entry(plan(entry.key()), plan(entry.value()), entry.optionalEntry()));
    }
    return new LiteralNodes.MapLiteral(entries);
  }

  private Node struct(CelExpr.CelStruct struct) {
    if (!Structs.isMade(struct.messageName())) {
      throw new PlanProblem("unknown type: " + struct.messageName());
    }
    List<LiteralNodes.Entry> fields = new ArrayList<>();
    for (CelExpr.CelStruct.Entry entry : struct.entries()) {
      fields.add(
          new LiteralNodes.Entry(
              new AccessNodes.Constant(entry.fieldKey()),
              plan(entry.value()),
              entry.optionalEntry()));
    }
    return new LiteralNodes.ObjectLiteral(struct.messageName(), fields);
  }

  private Node loop(CelExpr.CelComprehension loop) {
    Node range = plan(loop.iterRange());
    Node start = plan(loop.accuInit());
    Map<String, Integer> outer = new HashMap<>(scope);
    int accumulator = slots++;
    scope.put(loop.accuVar(), accumulator);
    Map<String, Integer> aroundItems = new HashMap<>(scope);
    int first = slots++;
    scope.put(loop.iterVar(), first);
    int second = -1;
    if (!loop.iterVar2().isEmpty()) {
      second = slots++;
      scope.put(loop.iterVar2(), second);
    }
    Node condition = plan(loop.loopCondition());
    Node step = plan(loop.loopStep());
    scope.clear();
    scope.putAll(aroundItems);
    Node result = plan(loop.result());
    scope.clear();
    scope.putAll(outer);
    return new LoopNode(range, first, second, accumulator, start, condition, step, result);
  }
}
