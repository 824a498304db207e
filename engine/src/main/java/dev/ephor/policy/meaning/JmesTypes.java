package dev.ephor.policy.meaning;

import dev.ephor.expression.jmespath.ArgumentType;
import dev.ephor.expression.jmespath.Function;
import dev.ephor.expression.jmespath.Functions;
import dev.ephor.expression.jmespath.Node;
import dev.ephor.schema.AnySchema;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The structure of what an expression in JMESPath and its parts come to, as far as it is known
 * without values. Remembers what it finds.
 */
public final class JmesTypes {

  /** Functions that give back their first argument or what is made of its items. */
  private static final List<String> SAME =
      List.of("not_null", "sort", "sort_by", "reverse", "merge");

  /** Functions that give back one of the items of their first argument. */
  private static final List<String> ONE_OF = List.of("max_by", "min_by", "max", "min");

  private final IdentityHashMap<Node, Meaning> results = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Meaning> hands = new IdentityHashMap<>();

  private JmesTypes() {}

  /**
   * What an expression gives.
   *
   * @param at the structure of the value at hand, {@code @}
   */
  public static Meaning of(Node node, Meaning at) {
    return new JmesTypes().find(node, at);
  }

  /** Looks at an expression and all its parts. */
  public static JmesTypes in(Node root, Meaning at) {
    JmesTypes types = new JmesTypes();
    types.find(root, at);
    return types;
  }

  /** What a part of the expression gives. */
  public Meaning result(Node part) {
    return results.getOrDefault(part, Meaning.UNKNOWN);
  }

  /** The value at hand where a part stands, {@code @}. */
  public Meaning at(Node part) {
    return hands.getOrDefault(part, Meaning.UNKNOWN);
  }

  /** The structure of a value that is written. */
  public static Meaning of(@Nullable Value value) {
    if (value instanceof MapValue map) {
      Map<String, Meaning> fields = new LinkedHashMap<>();
      for (int i = 0; i < map.size(); i++) {
        fields.put(map.keyAt(i), of(map.valueAt(i)));
      }
      return Meaning.made(fields);
    } else if (value instanceof ListValue list) {
      return Meaning.listOf(union(list.values().stream().map(JmesTypes::of).toList()));
    } else if (value instanceof Scalar scalar) {
      Object content = scalar.content();
      return content instanceof String text
          ? text.contains("{{") ? Meaning.UNKNOWN : of(ScalarSchema.Kind.STRING)
          : content instanceof Number
              ? of(ScalarSchema.Kind.NUMBER)
              : content instanceof Boolean ? of(ScalarSchema.Kind.BOOLEAN) : Meaning.UNKNOWN;
    }
    return Meaning.UNKNOWN;
  }

  private static Meaning of(ScalarSchema.Kind kind) {
    return Meaning.of(List.of(ScalarSchema.of(kind)));
  }

  private Meaning find(Node node, Meaning at) {
    hands.put(node, at);
    Meaning result = result(node, at);
    results.put(node, result);
    return result;
  }

  private Meaning result(Node node, Meaning at) {
    if (node instanceof Node.Field field) {
      return at.under(field.name());
    } else if (node instanceof Node.Current || node instanceof Node.Identity) {
      return at;
    } else if (node instanceof Node.Index) {
      return at.item();
    } else if (node instanceof Node.Slice) {
      return at;
    } else if (node instanceof Node.Literal literal) {
      return of(literal.value());
    } else if (node instanceof Node.Subexpression sub) {
      return find(sub.right(), find(sub.left(), at));
    } else if (node instanceof Node.Pipe pipe) {
      return find(pipe.right(), find(pipe.left(), at));
    } else if (node instanceof Node.Bracket bracket) {
      return find(bracket.right(), find(bracket.left(), at));
    } else if (node instanceof Node.Projection projection) {
      return Meaning.listOf(find(projection.right(), find(projection.left(), at).item()));
    } else if (node instanceof Node.Filter filter) {
      Meaning item = find(filter.left(), at).item();
      find(filter.condition(), item);
      return Meaning.listOf(find(filter.right(), item));
    } else if (node instanceof Node.ValueProjection projection) {
      return Meaning.listOf(find(projection.right(), values(find(projection.left(), at))));
    } else if (node instanceof Node.Flatten flatten) {
      Meaning list = find(flatten.left(), at);
      return list.item().item().isUnknown() ? list : list.item();
    } else if (node instanceof Node.Or or) {
      Meaning left = find(or.left(), at);
      Meaning right = find(or.right(), at);
      return left.isUnknown() ? right : left;
    } else if (node instanceof Node.And and) {
      find(and.left(), at);
      return find(and.right(), at);
    } else if (node instanceof Node.Not || node instanceof Node.Comparison) {
      node.children().forEach(child -> find(child, at));
      return of(ScalarSchema.Kind.BOOLEAN);
    } else if (node instanceof Node.ExpressionReference reference) {
      find(reference.body(), at);
      return Meaning.UNKNOWN;
    } else if (node instanceof Node.MultiSelectList list) {
      return Meaning.listOf(union(list.items().stream().map(item -> find(item, at)).toList()));
    } else if (node instanceof Node.MultiSelectHash hash) {
      Map<String, Meaning> fields = new LinkedHashMap<>();
      hash.entries()
          .forEach(
              entry -> {
                hands.put(entry, at);
                fields.put(entry.key(), find(entry.value(), at));
              });
      return Meaning.made(fields);
    } else if (node instanceof Node.Call call) {
      return call(call, at);
    }
    return Meaning.UNKNOWN;
  }

  private static Meaning values(Meaning map) {
    return map.made().isEmpty() ? map.under("*") : union(new ArrayList<>(map.made().values()));
  }

  private Meaning call(Node.Call call, Meaning at) {
    List<Node> arguments = call.arguments();
    List<Meaning> given = new ArrayList<>();
    for (Node argument : arguments) {
      given.add(
          argument instanceof Node.ExpressionReference ? Meaning.UNKNOWN : find(argument, at));
    }
    Meaning body = Meaning.UNKNOWN;
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Node.ExpressionReference reference) {
        // The list that an expression is evaluated over is the function's other argument.
        Meaning list = given.get(i == 0 ? Math.min(1, given.size() - 1) : 0);
        hands.put(reference, at);
        body = find(reference.body(), list.item());
      }
    }
    Function function = call.name() == null ? null : Functions.find(call.name());
    if (function == null || given.isEmpty()) {
      return Meaning.UNKNOWN;
    }
    if (SAME.contains(function.name())) {
      return given.stream().filter(one -> !one.isUnknown()).findFirst().orElse(Meaning.UNKNOWN);
    } else if (ONE_OF.contains(function.name())) {
      return given.get(0).item();
    }
    return switch (function.name()) {
      case "map" -> Meaning.listOf(body);
      case "values" -> Meaning.listOf(values(given.get(0)));
      case "to_array" ->
          given.get(0).item().isUnknown() ? Meaning.listOf(given.get(0)) : given.get(0);
      case "items" -> items(arguments, given);
      case "lookup" ->
          arguments.size() > 1
                  && arguments.get(1) instanceof Node.Literal key
                  && key.value().asString() != null
              ? given.get(0).under(String.valueOf(key.value().asString()))
              : Meaning.UNKNOWN;
      default -> function.returns().size() == 1 ? of(function.returns().get(0)) : Meaning.UNKNOWN;
    };
  }

  private static Meaning items(List<Node> arguments, List<Meaning> given) {
    Map<String, Meaning> fields = new LinkedHashMap<>();
    for (int i = 1; i < Math.min(3, arguments.size()); i++) {
      if (arguments.get(i) instanceof Node.Literal name && name.value().asString() != null) {
        fields.put(
            String.valueOf(name.value().asString()),
            i == 1 ? of(ScalarSchema.Kind.STRING) : values(given.get(0)));
      }
    }
    return Meaning.listOf(Meaning.made(fields));
  }

  private static Meaning of(ArgumentType type) {
    return switch (type) {
      case NUMBER -> of(ScalarSchema.Kind.NUMBER);
      case STRING -> of(ScalarSchema.Kind.STRING);
      case BOOLEAN -> of(ScalarSchema.Kind.BOOLEAN);
      case ARRAY_OF_NUMBERS -> Meaning.listOf(of(ScalarSchema.Kind.NUMBER));
      case ARRAY_OF_STRINGS -> Meaning.listOf(of(ScalarSchema.Kind.STRING));
      case ARRAY -> Meaning.of(List.of(new ListSchema(AnySchema.UNKNOWN, null)));
      case OBJECT, EXPRESSION, ANY -> Meaning.UNKNOWN;
    };
  }

  private static Meaning union(List<Meaning> meanings) {
    List<Schema> types = new ArrayList<>();
    Map<String, Meaning> made = new LinkedHashMap<>();
    Meaning each = null;
    for (Meaning meaning : meanings) {
      meaning.made().forEach(made::putIfAbsent);
      each = each == null ? meaning.each() : each;
      for (Schema type : meaning.types()) {
        if (!types.contains(type)) {
          types.add(type);
        }
      }
    }
    return new Meaning(types, made, Dialect.PLAIN, List.of(), each);
  }
}
