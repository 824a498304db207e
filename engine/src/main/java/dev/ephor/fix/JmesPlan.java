package dev.ephor.fix;

import dev.ephor.expression.jmespath.Node;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the value of a JMESPath expression over an object could become another, by the places that
 * the expression reads.
 */
final class JmesPlan {

  private static final int DEEPEST = 60;

  /** The variables of a rule. */
  private static final Ref SCOPE = Ref.at(new ValuePath(List.of("$variables")));

  private static final Ref REQUEST = Ref.at(new ValuePath(List.of("$request")));

  private final Value top;
  private final @Nullable Schema schema;
  private final Map<String, Ref> names;
  private final Set<Value> constants = new LinkedHashSet<>();

  /**
   * @param top the object
   * @param schema its type; null where it is not known
   * @param names what other names than {@code request} stand for
   */
  JmesPlan(Value top, @Nullable Schema schema, Map<String, Ref> names) {
    this.top = top;
    this.schema = schema;
    this.names = names;
  }

  /** The places whose values an expression's value is made of. */
  Ref ref(Node node) {
    Ref found = ref(node, SCOPE, 0);
    return found.equals(SCOPE) || found.equals(REQUEST) ? Ref.NONE : found;
  }

  private Ref ref(Node node, Ref current, int depth) {
    if (depth > DEEPEST || current.isNone()) {
      return Ref.NONE;
    } else if (node instanceof Node.Identity || node instanceof Node.Current) {
      return current;
    } else if (node instanceof Node.Field field) {
      return field(field.name(), current);
    } else if (node instanceof Node.Subexpression sub) {
      return ref(sub.right(), ref(sub.left(), current, depth + 1), depth + 1);
    } else if (node instanceof Node.Pipe pipe) {
      return ref(pipe.right(), ref(pipe.left(), current, depth + 1), depth + 1);
    } else if (node instanceof Node.Bracket bracket) {
      Ref left = ref(bracket.left(), current, depth + 1);
      return bracket.right() instanceof Node.Index index ? left.item(index.index()) : left;
    } else if (node instanceof Node.Projection projection) {
      Ref each = ref(projection.left(), current, depth + 1).elements(top);
      return ref(projection.right(), each, depth + 1).listed();
    } else if (node instanceof Node.ValueProjection projection) {
      Ref each = ref(projection.left(), current, depth + 1).elements(top);
      return ref(projection.right(), each, depth + 1).listed();
    } else if (node instanceof Node.Filter filter) {
      Ref each = ref(filter.left(), current, depth + 1).elements(top);
      return ref(filter.right(), each, depth + 1).listed();
    } else if (node instanceof Node.Flatten flatten) {
      return flattened(ref(flatten.left(), current, depth + 1));
    } else if (node instanceof Node.Literal literal) {
      constant(literal.value());
      return Ref.NONE;
    } else if (node instanceof Node.ExpressionReference) {
      return Ref.NONE;
    } else if (node instanceof Node.Call call && "keys".equals(call.name())) {
      return all(call.arguments(), current, depth).keys();
    }
    return all(node.children(), current, depth).listedIf(node instanceof Node.MultiSelectList);
  }

  private Ref field(String name, Ref current) {
    if (current.equals(SCOPE)) {
      return name.equals("request") ? REQUEST : names.getOrDefault(name, Ref.NONE);
    } else if (current.equals(REQUEST)) {
      return switch (name) {
        case "object" -> Ref.at(ValuePath.TOP);
        case "namespace", "name" -> Ref.at(ValuePath.of(List.of("metadata", name)));
        default -> Ref.NONE;
      };
    }
    return current.under(name);
  }

  private Ref all(List<? extends Node> nodes, Ref current, int depth) {
    Ref found = Ref.NONE;
    for (Node node : nodes) {
      found = found.and(ref(node, current, depth + 1));
    }
    return found.equals(SCOPE) ? Ref.NONE : found;
  }

  /** Lists among the items are opened. */
  private Ref flattened(Ref ref) {
    if (ref.as() != Ref.As.ITEMS) {
      return ref;
    }
    List<ValuePath> paths = new ArrayList<>();
    for (ValuePath path : ref.paths()) {
      if (path.in(top) instanceof ListValue) {
        paths.addAll(Ref.at(path).elements(top).paths());
      } else if (path.in(top) != null) {
        paths.add(path);
      }
    }
    return new Ref(paths, Ref.As.ITEMS);
  }

  private void constant(Value value) {
    if (value instanceof ListValue list) {
      list.values().forEach(this::constant);
    } else if (value instanceof Scalar && !value.isNull()) {
      constants.add(value);
    }
  }

  /** How an expression's value could become what is wanted. */
  Plan plan(Node node, Goal goal) {
    return plan(node, SCOPE, goal, 0);
  }

  private Plan plan(Node node, Ref current, Goal goal, int depth) {
    Boolean truth = goal.truth();
    if (depth > DEEPEST) {
      return new Plan.Stuck("the expression nests too deep");
    } else if (node instanceof Node.Not not && truth != null) {
      return plan(not.body(), current, Goal.truth(!truth), depth + 1);
    } else if (node instanceof Node.And and && truth != null) {
      List<Plan> both = sides(and.left(), and.right(), current, goal, depth);
      return truth ? new Plan.All(both) : new Plan.Any(both);
    } else if (node instanceof Node.Or or) {
      if (truth != null && isCondition(or.left()) && isCondition(or.right())) {
        List<Plan> both = sides(or.left(), or.right(), current, goal, depth);
        return truth ? new Plan.Any(both) : new Plan.All(both);
      }
      ref(or.right(), current, depth + 1);
      return plan(or.left(), current, goal, depth + 1);
    } else if (node instanceof Node.Pipe pipe) {
      return piped(pipe.left(), pipe.right(), current, goal, depth);
    } else if (node instanceof Node.Comparison comparison && truth != null) {
      return comparison(comparison, current, truth, depth);
    } else if (node instanceof Node.Call call && call.name() != null) {
      return call(call, call.name(), current, goal, depth);
    }
    return leaf(node, current, goal, depth);
  }

  private Plan leaf(Node node, Ref current, Goal goal, int depth) {
    Ref ref = ref(node, current, depth + 1);
    if (ref.equals(SCOPE) || ref.equals(REQUEST)) {
      return goal.at(Ref.NONE, Set.of(), top, schema);
    }
    Set<Value> named = new LinkedHashSet<>(constants);
    return goal.at(ref, named, top, schema);
  }

  private List<Plan> sides(Node left, Node right, Ref current, Goal goal, int depth) {
    return List.of(plan(left, current, goal, depth + 1), plan(right, current, goal, depth + 1));
  }

  /** A list of which only some items count can be changed by what makes them count. */
  private Plan piped(Node left, Node right, Ref current, Goal goal, int depth) {
    Ref inner = ref(left, current, depth + 1);
    if (right instanceof Node.Call call && "length".equals(call.name())) {
      return counted(left, current, depth);
    }
    return plan(right, inner, goal, depth + 1);
  }

  private static boolean isCondition(Node node) {
    return node instanceof Node.Comparison
        || node instanceof Node.Not
        || node instanceof Node.And
        || node instanceof Node.Or
        || node instanceof Node.Call;
  }

  private Plan comparison(Node.Comparison comparison, Ref current, boolean wanted, int depth) {
    String operator =
        switch (comparison.operator()) {
          case EQUAL -> "==";
          case NOT_EQUAL -> "!=";
          case LESS -> "<";
          case LESS_OR_EQUAL -> "<=";
          case GREATER -> ">";
          case GREATER_OR_EQUAL -> ">=";
        };
    Value right = literal(comparison.right());
    Value left = literal(comparison.left());
    if (left != null && right == null) {
      return plan(
          comparison.right(), current, Goal.compared(mirrored(operator), left, wanted), depth + 1);
    }
    return plan(comparison.left(), current, Goal.compared(operator, right, wanted), depth + 1);
  }

  static String mirrored(String operator) {
    return operator.startsWith("<")
        ? operator.replace('<', '>')
        : operator.startsWith(">") ? operator.replace('>', '<') : operator;
  }

  private static @Nullable Value literal(Node node) {
    return node instanceof Node.Literal literal ? literal.value() : null;
  }

  private Plan call(Node.Call call, String name, Ref current, Goal goal, int depth) {
    List<Node> arguments = call.arguments();
    Boolean truth = goal.truth();
    Value second = arguments.size() > 1 ? literal(arguments.get(1)) : null;
    Value first = arguments.isEmpty() ? null : literal(arguments.get(0));
    if (arguments.isEmpty()) {
      return leaf(call, current, goal, depth);
    }
    return switch (name) {
      case "length" -> counted(arguments.get(0), current, depth);
      case "contains" ->
          truth == null || second == null
              ? leaf(call, current, goal, depth)
              : contains(arguments.get(0), second, current, truth, depth);
      case "regex_match" ->
          truth == null || !truth || first == null || first.asString() == null
              ? leaf(
                  arguments.get(arguments.size() - 1),
                  current,
                  new Goal(List.of(), List.of(), true),
                  depth)
              : matching(arguments.get(1), first.asString(), current, depth);
      case "starts_with", "ends_with" ->
          truth == null || !truth || second == null
              ? leaf(call, current, goal, depth)
              : leaf(
                  arguments.get(0),
                  current,
                  Goal.oneOf(
                      List.of(
                          Scalar.of(
                              name.equals("starts_with")
                                  ? second.asString() + "*"
                                  : "*" + second.asString()))),
                  depth);
      case "pattern_match" ->
          truth == null || first == null
              ? leaf(call, current, goal, depth)
              : leaf(arguments.get(1), current, Goal.compared("==", first, truth), depth);
      case "not_null", "to_string", "to_number", "to_upper", "to_lower", "trim", "sort" ->
          plan(arguments.get(0), current, goal, depth + 1);
      default -> leaf(call, current, new Goal(List.of(), List.of(), goal.absent()), depth);
    };
  }

  private Plan matching(Node node, String regex, Ref current, int depth) {
    Goal goal = new Goal(Regexes.texts(regex), List.of(), false);
    Plan plan = plan(node, current, goal, depth + 1);
    return Regexes.isWords(regex) ? plan : new Plan.Guess(plan, ScalarCandidates.GUESS);
  }

  /** How a list, a text or the keys of a map could come to contain something, or cease to. */
  private Plan contains(Node list, Value wanted, Ref current, boolean truth, int depth) {
    Ref ref = ref(list, current, depth + 1);
    List<Plan> ways = new ArrayList<>();
    if (ref.as() == Ref.As.KEYS) {
      ways.add(key(ref, String.valueOf(wanted.asString()), truth));
    } else if (truth) {
      List<Change> changes = new ArrayList<>();
      Ref holder =
          ref.as() == Ref.As.VALUE && !ref.isNone() ? ref : holder(list, current, depth + 1);
      for (ValuePath path : holder.paths()) {
        Value there = path.in(top);
        if (there instanceof Scalar scalar && scalar.content() instanceof String text) {
          changes.add(new Change.Put(path, Scalar.of(text + wanted.asString())));
        } else if (!(there instanceof ListValue items && items.values().contains(wanted))) {
          changes.add(new Change.Append(path, item(list, wanted)));
        }
      }
      if (!changes.isEmpty()) {
        ways.add(new Plan.Step(changes, 0, false));
      }
    }
    ways.add(
        (truth ? Goal.oneOf(List.of(wanted)) : Goal.noneOf(List.of(wanted)))
            .at(ref, constants, top, schema));
    return new Plan.Any(ways);
  }

  /** How a list could come to contain each of some values, or none of them. */
  Plan containing(Node list, List<Value> wanted, boolean truth) {
    List<Plan> each = new ArrayList<>();
    wanted.forEach(value -> each.add(contains(list, value, SCOPE, truth, 0)));
    List<Plan> ways = new ArrayList<>(each);
    ways.add(new Plan.All(each));
    return new Plan.Any(ways);
  }

  private Plan key(Ref ref, String key, boolean wanted) {
    List<ValuePath> paths = ref.paths().stream().map(map -> map.under(key)).toList();
    if (!wanted) {
      return Plan.removal(paths, top, 0, false);
    }
    List<Change> changes = new ArrayList<>();
    for (ValuePath path : paths) {
      if (path.in(top) == null) {
        changes.add(new Change.Put(path, Values.placeholder(path.in(schema), key)));
      }
    }
    return changes.isEmpty()
        ? new Plan.Any(List.of())
        : new Plan.Step(changes, ScalarCandidates.GUESS, true);
  }

  /** The lists whose items an expression's value is made of. */
  private Ref holder(Node node, Ref current, int depth) {
    if (depth > DEEPEST) {
      return Ref.NONE;
    } else if (node instanceof Node.Or or) {
      return holder(or.left(), current, depth + 1);
    } else if (node instanceof Node.Flatten flatten) {
      return holder(flatten.left(), current, depth + 1);
    } else if (node instanceof Node.Filter filter) {
      return holder(filter.left(), current, depth + 1);
    } else if (node instanceof Node.Projection projection) {
      Ref outer = ref(projection.left(), current, depth + 1);
      Ref below = ref(projection.right(), outer.elements(top), depth + 1);
      boolean same = below.paths().equals(outer.elements(top).paths()) || outer.isNone();
      boolean lists = below.paths().stream().anyMatch(path -> path.in(top) instanceof ListValue);
      if (lists && !same) {
        return new Ref(below.paths(), Ref.As.VALUE);
      }
      return holder(projection.left(), current, depth + 1);
    }
    Ref ref = ref(node, current, depth + 1);
    return ref.as() == Ref.As.VALUE ? ref : Ref.NONE;
  }

  /** An item as a list of them has it: of {@code list[].field} a map with that field. */
  private static Value item(Node list, Value wanted) {
    Node node = list instanceof Node.Or or ? or.left() : list;
    boolean field =
        node instanceof Node.Projection projection
            && projection.right() instanceof Node.Field
            && !(projection.left() instanceof Node.Projection);
    Value value = Values.copy(wanted);
    return field
        ? Values.map().with(((Node.Field) ((Node.Projection) node).right()).name(), value)
        : value;
  }

  /** Fewer or more items count: by what a filter asks of them, or by what is put in or left out. */
  private Plan counted(Node list, Ref current, int depth) {
    List<Plan> ways = new ArrayList<>();
    Node.Filter filter = filter(list);
    if (filter != null) {
      Ref items = ref(filter.left(), current, depth + 1).elements(top);
      for (boolean wanted : List.of(false, true)) {
        ways.add(plan(filter.condition(), items, Goal.truth(wanted), depth + 1));
      }
    }
    Ref ref = ref(list, current, depth + 1);
    if (!ref.isNone()) {
      ways.add(new Goal(List.of(), List.of(), true).at(ref, constants, top, schema));
      List<Change> appended = new ArrayList<>();
      for (ValuePath path : ref.as() == Ref.As.ITEMS ? List.<ValuePath>of() : ref.paths()) {
        Schema type = path.in(schema);
        if (ref.as() == Ref.As.KEYS) {
          appended.add(
              new Change.Put(path.under(Values.PLACEHOLDER), Values.of(Values.PLACEHOLDER)));
        } else {
          Value item = Values.placeholder(type == null ? null : type.item(), path.lastKey());
          appended.add(new Change.Append(path, item));
        }
      }
      if (!appended.isEmpty()) {
        ways.add(new Plan.Step(appended, ScalarCandidates.GUESS, true));
      }
    }
    return ways.isEmpty()
        ? new Plan.Stuck("what is counted is no part of the manifest")
        : new Plan.Any(ways);
  }

  private static Node.@Nullable Filter filter(Node node) {
    if (node instanceof Node.Filter filter) {
      return filter;
    }
    for (Node child : node.children()) {
      Node.Filter found = filter(child);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
