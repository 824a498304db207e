package dev.ephor.expression.jmespath;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tree over a value. A key that its object lacks is not null: {@link #missing} travels up
 * until a node settles it to null, or to the top, where the expression is unresolved.
 */
final class Evaluator {

  private static final Value MISSING = new Scalar(null, new Source("missing key"), 0);

  private final Setting setting;
  private final Budget budget = new Budget();
  private Node.@Nullable Field missing;

  private Evaluator(Setting setting) {
    this.setting = setting;
  }

  /** The answer of a tree for an input. */
  static Answer answer(Node root, Value input, Setting setting) {
    Evaluator evaluator = new Evaluator(setting);
    try {
      Value value = evaluator.evaluate(root, input);
      Node.Field missing = evaluator.missing;
      return evaluator.isMissing(value) && missing != null
          ? new Answer.NotFound(missing.name(), missing.span())
          : new Answer.Found(value);
    } catch (Failure e) {
      return new Answer.Failed(e.message(), e.span());
    }
  }

  Budget budget() {
    return budget;
  }

  Setting setting() {
    return setting;
  }

  boolean isMissing(Value value) {
    return value == MISSING;
  }

  /** A value in which a missing key has become null. */
  Value settled(Value value) {
    return value == MISSING ? Types.NULL : value;
  }

  Value evaluate(Node node, Value value) {
    budget.step();
    if (node instanceof Node.Field field) {
      return field(field, value);
    } else if (node instanceof Node.Subexpression n) {
      return chain(n.left(), n.right(), value);
    } else if (node instanceof Node.Bracket n) {
      return chain(n.left(), n.right(), value);
    } else if (node instanceof Node.Literal literal) {
      return literal.value();
    } else if (node instanceof Node.Identity || node instanceof Node.Current) {
      return value;
    } else if (node instanceof Node.Call call) {
      return call(call, value);
    } else if (node instanceof Node.Projection projection) {
      return projection(projection, value);
    } else if (node instanceof Node.Filter filter) {
      return filter(filter, value);
    } else if (node instanceof Node.Comparison comparison) {
      return comparison(comparison, value);
    } else if (node instanceof Node.Index index) {
      return index(index, value);
    }
    return evaluateRarer(node, value);
  }

  private Value evaluateRarer(Node node, Value value) {
    if (node instanceof Node.Pipe pipe) {
      return settled(evaluate(pipe.right(), settled(evaluate(pipe.left(), value))));
    } else if (node instanceof Node.Or or) {
      Value left = settled(evaluate(or.left(), value));
      return Types.isFalse(left) ? settled(evaluate(or.right(), value)) : left;
    } else if (node instanceof Node.And and) {
      Value left = settled(evaluate(and.left(), value));
      return Types.isFalse(left) ? left : evaluate(and.right(), value);
    } else if (node instanceof Node.Not not) {
      return Types.bool(Types.isFalse(settled(evaluate(not.body(), value))));
    } else if (node instanceof Node.Flatten flatten) {
      return flatten(flatten, value);
    } else if (node instanceof Node.ValueProjection projection) {
      return valueProjection(projection, value);
    } else if (node instanceof Node.MultiSelectList list) {
      return multiSelectList(list, value);
    } else if (node instanceof Node.MultiSelectHash hash) {
      return multiSelectHash(hash, value);
    } else if (node instanceof Node.Entry entry) {
      return evaluate(entry.value(), value);
    } else if (node instanceof Node.Slice slice) {
      return slice(slice, value);
    } else if (node instanceof Node.ExpressionReference) {
      return MapValue.empty(Types.REFERENCE, 0);
    }
    throw new Failure("Unknown AST node: ASTEmpty").at(node.span());
  }

  private Value field(Node.Field field, Value value) {
    if (!(value instanceof MapValue map)) {
      return Types.NULL;
    }
    Value child = map.child(field.name());
    if (child == null) {
      missing = field;
      return MISSING;
    }
    return child;
  }

  private Value chain(Node left, Node right, Value value) {
    Value inner = evaluate(left, value);
    return inner == MISSING ? inner : evaluate(right, inner);
  }

  private Value call(Node.Call call, Value value) {
    if (call.name() == null) {
      throw new Failure("invalid node value type").at(call.nameSpan());
    }
    List<Node> arguments = call.arguments();
    Value[] values = new Value[arguments.size()];
    @Nullable Node[] references = new @Nullable Node[values.length];
    for (int i = 0; i < values.length; i++) {
      Node argument = arguments.get(i);
      values[i] = settled(evaluate(argument, value));
      references[i] =
          argument instanceof Node.ExpressionReference reference ? reference.body() : null;
    }
    Function function = Functions.find(call.name());
    if (function == null) {
      throw new Failure("unknown function: " + call.name()).at(call.nameSpan());
    }
    try {
      Invocation invocation = new Invocation(function, values, references, this);
      invocation.check();
      return function.body().apply(invocation);
    } catch (Failure e) {
      throw e.at(call.span());
    }
  }

  private Value comparison(Node.Comparison comparison, Value value) {
    Value left = settled(evaluate(comparison.left(), value));
    Value right = settled(evaluate(comparison.right(), value));
    return switch (comparison.operator()) {
      case EQUAL -> Types.bool(Types.equal(left, right, budget));
      case NOT_EQUAL -> Types.bool(!Types.equal(left, right, budget));
      default ->
          Types.isNumber(left) && Types.isNumber(right)
              ? Types.bool(ordered(comparison.operator(), Types.number(left), Types.number(right)))
              : Types.NULL;
    };
  }

  private static boolean ordered(Node.Operator operator, double left, double right) {
    return switch (operator) {
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
    };
  }

  private Value projection(Node.Projection projection, Value value) {
    ListValue list = Types.list(settled(evaluate(projection.left(), value)));
    if (list == null) {
      return Types.NULL;
    }
    List<Value> collected = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      collect(collected, projection.right(), list.at(i));
    }
    return made(collected);
  }

  private Value filter(Node.Filter filter, Value value) {
    ListValue list = Types.list(forgiven(filter.left(), value));
    if (list == null) {
      return Types.NULL;
    }
    List<Value> collected = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Value item = list.at(i);
      if (!Types.isFalse(settled(evaluate(filter.condition(), item)))) {
        collect(collected, filter.right(), item);
      }
    }
    return made(collected);
  }

  /** The reference puts as many nulls before the values as there are values. */
  private Value valueProjection(Node.ValueProjection projection, Value value) {
    if (!(forgiven(projection.left(), value) instanceof MapValue map)
        || map.source() == Types.REFERENCE) {
      return Types.NULL;
    }
    List<Value> collected = new ArrayList<>();
    for (int i = 0; i < map.size(); i++) {
      collect(collected, projection.right(), Types.NULL);
    }
    for (int i = 0; i < map.size(); i++) {
      collect(collected, projection.right(), map.valueAt(i));
    }
    return made(collected);
  }

  private void collect(List<Value> collected, Node node, Value item) {
    Value result = settled(evaluate(node, item));
    if (!result.isNull()) {
      collected.add(result);
    }
  }

  private Value flatten(Node.Flatten flatten, Value value) {
    ListValue list = Types.list(forgiven(flatten.left(), value));
    if (list == null) {
      return Types.NULL;
    }
    List<Value> flat = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      ListValue inner = Types.list(list.at(i));
      if (inner == null) {
        flat.add(list.at(i));
      } else {
        budget.make(inner.size());
        flat.addAll(inner.values());
      }
    }
    return made(flat);
  }

  /** Filters, flattenings and value projections take any failure on their left for null. */
  private Value forgiven(Node left, Value value) {
    try {
      return settled(evaluate(left, value));
    } catch (Failure e) {
      budget.check();
      return Types.NULL;
    }
  }

  private Value index(Node.Index node, Value value) {
    ListValue list = Types.list(value);
    if (list == null) {
      return Types.NULL;
    }
    int index = node.index() < 0 ? node.index() + list.size() : node.index();
    return index >= 0 && index < list.size() ? list.at(index) : Types.NULL;
  }

  private Value slice(Node.Slice slice, Value value) {
    ListValue list = Types.list(value);
    if (list == null) {
      return Types.NULL;
    }
    int step = slice.step() == null ? 1 : slice.step();
    if (step == 0) {
      throw new Failure("Invalid slice, step cannot be 0").at(slice.span());
    }
    int size = list.size();
    int start = slice.start() != null ? bound(size, slice.start(), step) : step < 0 ? size - 1 : 0;
    int stop = slice.stop() != null ? bound(size, slice.stop(), step) : step < 0 ? -1 : size;
    List<Value> items = new ArrayList<>();
    for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
      items.add(list.at((int) i));
    }
    return made(items);
  }

  private static int bound(int size, int written, int step) {
    if (written < 0) {
      int index = written + size;
      return index >= 0 ? index : step < 0 ? -1 : 0;
    }
    return written < size ? written : step < 0 ? size - 1 : size;
  }

  private Value multiSelectList(Node.MultiSelectList list, Value value) {
    if (value.isNull()) {
      return Types.NULL;
    }
    List<Value> items = new ArrayList<>(list.items().size());
    for (Node item : list.items()) {
      items.add(settled(evaluate(item, value)));
    }
    return made(items);
  }

  private Value multiSelectHash(Node.MultiSelectHash hash, Value value) {
    if (value.isNull()) {
      return Types.NULL;
    }
    MapValue.Builder map = MapValue.builder(Source.NONE, 0);
    for (Node.Entry entry : hash.entries()) {
      map.put(entry.key(), settled(evaluate(entry.value(), value)));
    }
    budget.make(hash.entries().size());
    return map.build();
  }

  private Value made(List<Value> items) {
    budget.make(items.size());
    return ListValue.of(items, Source.NONE, 0);
  }
}
