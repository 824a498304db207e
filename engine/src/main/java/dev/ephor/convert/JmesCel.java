package dev.ephor.convert;

import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.Node;
import dev.ephor.schema.Schema;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of JMESPath that policies use most, in CEL. A field that is absent is an error in both
 * languages, so it is named without more ado, unless a default stands beside it.
 */
final class JmesCel {

  private static final Set<String> TEXTS_OF_REQUEST =
      Set.of(
          "operation",
          "name",
          "namespace",
          "userInfo.username",
          "kind.kind",
          "kind.group",
          "kind.version",
          "subResource",
          "uid");

  /** Begins a text in an expression that stands for a value of this name. */
  static final String TOKEN = "@@";

  private final Map<String, Val> names;
  private final @Nullable Schema schema;
  private final Value clause;
  private final List<String> used = new ArrayList<>();
  private final Set<String> failing = new LinkedHashSet<>();

  /**
   * @param names what is known by a name besides the request, such as {@code element}
   * @param schema of the object; null where it is not known
   * @param clause what is blamed for what cannot be converted
   */
  JmesCel(Map<String, Val> names, @Nullable Schema schema, Value clause) {
    this.names = new HashMap<>(names);
    this.schema = schema;
    this.clause = clause;
    used.addAll(names.keySet());
    for (Val known : names.values()) {
      if (known instanceof Val.Path path) {
        used.add(path.ref().solid());
      } else if (known instanceof Val.Expr expr) {
        used.add(expr.text());
      } else if (known instanceof Val.Each each) {
        each.levels().forEach(level -> used.add(level.variable()));
      }
    }
  }

  /** What was named that is an error where it is absent. */
  Set<String> failing() {
    return failing;
  }

  Val of(String expression) throws NotConvertible {
    Expression parsed = Expression.parse(expression);
    if (parsed.syntaxError().isPresent()) {
      throw new NotConvertible(clause, "a JMESPath expression with a syntax error");
    }
    return of(parsed.root(), null, false);
  }

  /**
   * A list for a loop, which may be absent.
   *
   * @return a value whose absence means no items
   */
  Val list(String expression) throws NotConvertible {
    Expression parsed = Expression.parse(expression);
    if (parsed.syntaxError().isPresent()) {
      throw new NotConvertible(clause, "a JMESPath expression with a syntax error");
    }
    return of(parsed.root(), null, true);
  }

  NotConvertible no(String reason) {
    return new NotConvertible(clause, reason);
  }

  /**
   * @param current what the expression is about; null at the start
   * @param lenient whether absent lists are empty
   */
  Val of(Node node, @Nullable Val current, boolean lenient) throws NotConvertible {
    if (node instanceof Node.Current || node instanceof Node.Identity) {
      if (current == null) {
        throw no("the JMESPath expression @");
      }
      return current;
    } else if (node instanceof Node.Field field) {
      return current == null ? root(field.name()) : child(current, field.name(), lenient);
    } else if (node instanceof Node.Literal literal) {
      Val named = names.get(String.valueOf(literal.value().asString()));
      boolean token = String.valueOf(literal.value().asString()).startsWith(TOKEN);
      return named != null && token ? named : new Val.Const(literal.value());
    } else if (node instanceof Node.Subexpression sub) {
      Val left = of(sub.left(), current, lenient);
      if (left instanceof Val.Path path
          && sub.right() instanceof Node.Call call
          && "keys".equals(call.name())) {
        return JmesCalls.keysOf(path.ref());
      }
      return isQuotedObject(left, sub.right())
          ? new Val.Path(Ref.unmoved(schema))
          : of(sub.right(), left, lenient);
    }
    if (node instanceof Node.Pipe pipe) {
      return of(pipe.right(), of(pipe.left(), current, lenient), lenient);
    } else if (node instanceof Node.Projection projection) {
      Node left = projection.left();
      Val list = of(left, current, lenient);
      return projected(each(list, lenient), projection.right());
    } else if (node instanceof Node.Flatten flatten) {
      return flattened(flatten.left(), current, lenient);
    } else if (node instanceof Node.Filter filter) {
      return filtered(filter, current, lenient);
    }
    if (node instanceof Node.Bracket bracket && bracket.right() instanceof Node.Index index) {
      Val left = of(bracket.left(), current, lenient);
      if (left instanceof Val.Path path && index.index() >= 0) {
        Ref ref = path.ref();
        Ref item = ref.item(List.of());
        String at = "[" + index.index() + "]";
        return new Val.Path(
            new Ref(ref.solid() + at, ref.solid() + at, false, Cel.Text.TRUE, "", item.schema()));
      } else if (left instanceof Val.Expr expr && index.index() >= 0) {
        return new Val.Expr(expr.text() + "[" + index.index() + "]", Val.Type.TEXT);
      }
      throw no("a JMESPath index into a projection");
    } else if (node instanceof Node.Or or) {
      return or(or, current, lenient);
    } else if (node instanceof Node.Call call) {
      return call(call, current, lenient);
    } else if (node instanceof Node.Comparison
        || node instanceof Node.And
        || node instanceof Node.Not) {
      return new Val.Expr("(" + new JmesTruth(this).of(node, current).line() + ")", Val.Type.TRUTH);
    }
    throw no("the JMESPath " + node.getClass().getSimpleName());
  }

  /** {@code request."object"} is how rules keep auto-generation from a path. */
  private static boolean isQuotedObject(Val left, Node right) {
    return left instanceof Val.Part part
        && part.path().equals("request")
        && right instanceof Node.Field field
        && field.name().equals("object")
        && field.span().length() > field.name().length();
  }

  private Val root(String name) throws NotConvertible {
    Val known = names.get(name);
    if (known != null) {
      return known;
    } else if (name.equals("request")) {
      return new Val.Part("request");
    } else if (name.equals("images")) {
      throw no("the variable images");
    } else if (name.startsWith("serviceAccount")) {
      throw no("the variable " + name);
    }
    throw no("a variable of a context entry, or one that is not known");
  }

  private Val child(Val parent, String name, boolean lenient) throws NotConvertible {
    if (parent instanceof Val.Path path) {
      return new Val.Path(path.ref().child(name));
    } else if (parent instanceof Val.Part part) {
      String path = part.path() + "." + name;
      String inRequest = path.substring("request.".length());
      if (inRequest.equals("object") || inRequest.equals("oldObject")) {
        return new Val.Path(Ref.of(inRequest, schema));
      } else if (TEXTS_OF_REQUEST.contains(inRequest)) {
        return new Val.Expr(path, Val.Type.TEXT);
      } else if (inRequest.equals("userInfo.groups")) {
        return new Val.Expr(path, Val.Type.LIST);
      } else if (inRequest.equals("userInfo") || inRequest.equals("kind")) {
        return new Val.Part(path);
      }
      throw no("the variable request." + inRequest);
    }
    if (parent instanceof Val.Each each) {
      Val item = child(each.item(), name, lenient);
      return each(each, item);
    }
    throw no("a field of a value that is computed");
  }

  private static Val each(Val.Each each, Val item) {
    return new Val.Each(each.there(), each.levels(), each.guards(), item);
  }

  /** The items of a list. */
  Val.Each each(Val list, boolean lenient) throws NotConvertible {
    if (list instanceof Val.Each each) {
      return each;
    } else if (list instanceof Val.Path path) {
      Ref item = path.ref().item(used);
      used.add(item.text());
      // A projection of a list that is absent is null, of which no condition holds.
      Cel there = lenient ? Cel.Text.TRUE : path.ref().asked();
      return new Val.Each(
          there,
          List.of(new Val.Level(path.ref().or("[]"), path.ref().solid(), item.text())),
          List.of(),
          new Val.Path(item));
    } else if (list instanceof Val.Expr expr && expr.type() == Val.Type.LIST) {
      String variable = used.contains("item") ? "item" + used.size() : "item";
      used.add(variable);
      return new Val.Each(
          Cel.Text.TRUE,
          List.of(new Val.Level(expr.text(), expr.text(), variable)),
          List.of(),
          new Val.Expr(variable, Val.Type.TEXT));
    }
    throw no("a JMESPath projection of something that is no list");
  }

  /** What is right of a projection, for each item; items without it do not count. */
  private Val projected(Val.Each each, Node right) throws NotConvertible {
    if (right instanceof Node.Subexpression sub
        && sub.right() instanceof Node.Call
        && of(sub.left(), each.item(), true) instanceof Val.Path path
        && path.ref().optional()) {
      // A function is not called about what is absent.
      List<Cel> guards = new ArrayList<>(each.guards());
      guards.add(path.ref().asked());
      Val present = new Val.Path(path.ref().present());
      return new Val.Each(each.there(), each.levels(), guards, of(sub.right(), present, true));
    }
    Val item = of(right, each.item(), true);
    if (item instanceof Val.Each inner) {
      List<Val.Level> levels = new ArrayList<>(each.levels());
      levels.addAll(inner.levels());
      List<Cel> guards = new ArrayList<>(each.guards());
      guards.addAll(inner.guards());
      return new Val.Each(each.there(), levels, guards, inner.item());
    }
    List<Cel> guards = new ArrayList<>(each.guards());
    boolean list = item.type() == Val.Type.LIST;
    if (item instanceof Val.Path path && path.ref().optional() && !list) {
      guards.add(path.ref().asked());
      item = new Val.Path(path.ref().present());
    }
    return new Val.Each(each.there(), each.levels(), guards, item);
  }

  /** Lists in lists are one list; a list of lists that is written out, too. */
  private Val flattened(Node left, @Nullable Val current, boolean lenient) throws NotConvertible {
    Node inner = left;
    Val about = current;
    if (left instanceof Node.Subexpression sub
        && sub.right() instanceof Node.MultiSelectList selected) {
      about = of(sub.left(), current, lenient);
      inner = selected;
    }
    if (inner instanceof Node.MultiSelectList selected) {
      List<String> parts = new ArrayList<>();
      Ref first = null;
      for (Node part : selected.items()) {
        Val value = of(part, about, true);
        if (!(value instanceof Val.Path path)) {
          throw no("a JMESPath list of projections");
        }
        first = first == null ? path.ref() : first;
        parts.add(path.ref().or("[]"));
      }
      if (first == null) {
        throw no("an empty JMESPath list");
      }
      String sum = "(" + String.join(" + ", parts) + ")";
      return new Val.Path(new Ref(sum, sum, false, Cel.Text.TRUE, first.key(), first.schema()));
    }
    Val value = of(left, current, lenient);
    if (value instanceof Val.Each each) {
      boolean lists = each.item().type() == Val.Type.LIST;
      if (!lists && each.item().type() == Val.Type.UNKNOWN) {
        throw no("a JMESPath flattening of items whose type is unknown");
      }
      return lists ? joined(each) : each;
    }
    return value;
  }

  private Val joined(Val.Each each) throws NotConvertible {
    Val.Each inner = each(each.item(), true);
    List<Val.Level> levels = new ArrayList<>(each.levels());
    levels.addAll(inner.levels());
    return new Val.Each(each.there(), levels, each.guards(), inner.item());
  }

  private Val filtered(Node.Filter filter, @Nullable Val current, boolean lenient)
      throws NotConvertible {
    Val.Each each = each(of(filter.left(), current, lenient), lenient);
    List<Cel> guards = new ArrayList<>(each.guards());
    guards.add(new JmesTruth(this).of(filter.condition(), each.item()));
    Val.Each kept = new Val.Each(each.there(), each.levels(), guards, each.item());
    return filter.right() instanceof Node.Identity ? kept : projected(kept, filter.right());
  }

  private Val or(Node.Or or, @Nullable Val current, boolean lenient) throws NotConvertible {
    Val right = of(or.right(), current, lenient);
    if (!(right instanceof Val.Const literal)) {
      throw no("the JMESPath || with two values that are not known");
    }
    Val left = of(or.left(), current, true);
    if (left instanceof Val.Path path) {
      Val.Type type = left.type();
      if (type == Val.Type.UNKNOWN) {
        type = JmesLiterals.type(literal.value());
      }
      if (type == Val.Type.MAP && !(literal.value() instanceof MapValue)) {
        type = Val.Type.UNKNOWN;
      }
      boolean none = type == Val.Type.LIST && JmesLiterals.isEmpty(literal.value());
      return path.ref().optional()
          ? new Val.Expr(path.ref().or(none ? "[]" : literal(literal.value())), type)
          : left;
    }
    if (left instanceof Val.Each each && JmesLiterals.isEmpty(literal.value())) {
      return new Val.Each(Cel.Text.TRUE, each.levels(), each.guards(), each.item());
    }
    if (left instanceof Val.Expr) {
      return left;
    }
    throw no("a JMESPath default of a projection");
  }

  /** A literal in CEL. */
  String literal(Value value) throws NotConvertible {
    return JmesLiterals.of(value, clause);
  }

  /** The value as an expression; what may be absent is not asked for. */
  String text(Val value) throws NotConvertible {
    if (value instanceof Val.Path path) {
      Ref ref = path.ref();
      if (ref.optional() && !ref.isNeeded()) {
        failing.add(ref.solid());
      }
      return ref.solid();
    } else if (value instanceof Val.Expr expr) {
      return expr.text();
    } else if (value instanceof Val.Const constant) {
      return literal(constant.value());
    } else if (value instanceof Val.Each each && each.levels().size() == 1) {
      Val.Level level = each.levels().get(0);
      Cel guard = Cel.and(each.guards());
      if (!each.there().equals(Cel.Text.TRUE) && !Ref.isNeeded(level.solid())) {
        failing.add(level.solid());
      }
      String base = each.there().equals(Cel.Text.TRUE) ? level.list() : level.solid();
      String list =
          guard.equals(Cel.Text.TRUE)
              ? base
              : base + ".filter(" + level.variable() + ", " + guard.line() + ")";
      String item = text(each.item());
      return item.equals(level.variable())
          ? list
          : list + ".map(" + level.variable() + ", " + item + ")";
    }
    throw no("a list of lists as a value");
  }

  private Val call(Node.Call call, @Nullable Val current, boolean lenient) throws NotConvertible {
    String name = String.valueOf(call.name());
    List<Val> arguments = new ArrayList<>();
    for (Node argument : call.arguments()) {
      if (argument instanceof Node.ExpressionReference) {
        throw no("the JMESPath function " + name);
      }
      arguments.add(of(argument, current, lenient));
    }
    return new JmesCalls(this).of(name, arguments);
  }
}
