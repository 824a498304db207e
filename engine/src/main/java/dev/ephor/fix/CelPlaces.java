package dev.ephor.fix;

import dev.ephor.expression.cel.syntax.CelPart;
import dev.ephor.expression.cel.syntax.CelSyntax;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The places of an object that parts of a CEL expression speak of, and its literals. */
final class CelPlaces {

  private static final int DEEPEST = 60;

  private final Value top;
  private final Map<String, String> variables;

  /** What is written in the expression. */
  final Set<Value> constants = new LinkedHashSet<>();

  /** What the names of loops over lists of literals stand for at the moment. */
  final Map<String, Value> literals = new HashMap<>();

  /**
   * @param variables the expressions that others use as {@code variables.NAME}
   */
  CelPlaces(Value top, Map<String, String> variables) {
    this.top = top;
    this.variables = Map.copyOf(variables);
  }

  /** Notes the literals of a part. */
  void collect(CelPart part, int depth) {
    Value constant = constant(part);
    if (constant != null && !constant.isNull()) {
      constants.add(constant);
    } else if (depth < DEEPEST) {
      part.children().forEach(child -> collect(child, depth + 1));
    }
  }

  /** The places whose values a part's value is made of. */
  Ref ref(CelPart part, Map<String, Ref> names, int depth) {
    if (depth > DEEPEST) {
      return Ref.NONE;
    } else if (part instanceof CelPart.Name name) {
      return names.getOrDefault(name.name(), Ref.NONE);
    } else if (part instanceof CelPart.Member member) {
      String around = member.target() instanceof CelPart.Name name ? name.name() : "";
      if (around.equals("request") && Set.of("name", "namespace").contains(member.name())) {
        return Ref.at(ValuePath.of(List.of("metadata", member.name())));
      }
      CelPart variable = variable(part);
      return variable == null
          ? ref(member.target(), names, depth + 1).under(member.name())
          : ref(variable, names, depth + 1);
    } else if (part instanceof CelPart.Item item) {
      Ref of = ref(item.target(), names, depth + 1);
      Value key = constant(item.key());
      if (key instanceof Scalar scalar && scalar.content() instanceof Long index) {
        return of.item(index.intValue());
      }
      return key == null || key.asString() == null ? Ref.NONE : of.under(key.asString());
    } else if (part instanceof CelPart.Call call && call.target() != null) {
      return of(call, call.target(), names, depth);
    }
    Ref found = Ref.NONE;
    for (CelPart child : part.children()) {
      found = found.and(ref(child, names, depth + 1));
    }
    return found.listedIf(part instanceof CelPart.Listed);
  }

  private Ref of(CelPart.Call call, CelPart target, Map<String, Ref> names, int depth) {
    Ref of = ref(target, names, depth + 1);
    int last = call.arguments().size() - 1;
    return switch (call.name()) {
      case "filter" -> {
        Ref items = items(call, of);
        yield items.as() == Ref.As.KEY ? items : items.listed();
      }
      case "map" ->
          last < 1
              ? of
              : ref(call.arguments().get(last), bound(call, items(call, of), names), depth + 1)
                  .listed();
      case "all", "exists" ->
          last < 1
              ? of
              : ref(call.arguments().get(last), bound(call, items(call, of), names), depth + 1);
      default -> of;
    };
  }

  /** The expression that a part is the name of; null where it is none. */
  @Nullable CelPart variable(CelPart part) {
    if (part instanceof CelPart.Member member
        && member.target() instanceof CelPart.Name name
        && name.name().equals("variables")) {
      String text = variables.get(member.name());
      CelPart inlined = text == null ? null : CelSyntax.parse(text);
      if (inlined != null) {
        collect(inlined, 0);
      }
      return inlined;
    }
    return null;
  }

  /** What a part is, where it is written or where it stands in the object; null for not known. */
  @Nullable Value value(CelPart part, Map<String, Ref> names, int depth) {
    Value constant = constant(part);
    if (constant != null) {
      return constant;
    }
    CelPart variable = variable(part);
    if (variable != null && depth < DEEPEST) {
      return value(variable, names, depth + 1);
    }
    Ref ref = ref(part, names, depth + 1);
    return ref.paths().size() == 1 && ref.as() == Ref.As.VALUE ? ref.paths().get(0).in(top) : null;
  }

  /** A literal, or a list of literals; also one that a conversion is made of. */
  @Nullable Value constant(CelPart part) {
    if (part instanceof CelPart.Name name) {
      return literals.get(name.name());
    }
    if (part instanceof CelPart.Constant constant) {
      return switch (constant.type()) {
        case "string" -> Scalar.of(constant.content());
        case "bool" -> Scalar.of(Boolean.valueOf(constant.content()));
        case "int", "uint" -> {
          Long number = Values.whole(constant.content().replaceAll("[uU]$", ""));
          yield number == null ? null : Scalar.of(number);
        }
        case "double" -> Scalar.of(Double.valueOf(constant.content()));
        case "null" -> Scalar.of(null);
        default -> null;
      };
    } else if (part instanceof CelPart.Listed listed) {
      List<Value> items = new ArrayList<>();
      for (CelPart item : listed.items()) {
        Value value = constant(item);
        if (value == null) {
          return null;
        }
        items.add(value);
      }
      return Values.list(items);
    } else if (part instanceof CelPart.Call call
        && call.target() == null
        && call.arguments().size() == 1
        && Set.of("quantity", "duration", "string", "int", "dyn").contains(call.name())) {
      return constant(call.arguments().get(0));
    }
    return null;
  }

  /** The names inside of a loop over items. */
  static Map<String, Ref> bound(CelPart.Call call, Ref item, Map<String, Ref> names) {
    Map<String, Ref> inner = new HashMap<>(names);
    int last = call.arguments().size() - 1;
    for (CelPart argument : call.arguments().subList(0, last)) {
      if (argument instanceof CelPart.Name name) {
        inner.put(name.name(), item);
      }
    }
    return inner;
  }

  /** What a loop goes over. */
  Ref items(CelPart.Call call, Ref lists) {
    return call.arguments().size() > 2 ? lists.elements(top) : lists.itemsOrKeys(top);
  }

  /** A literal, also by the name of a variable; null for anything else. */
  @Nullable Value literal(CelPart part, int depth) {
    CelPart variable = depth > DEEPEST ? null : variable(part);
    return variable == null ? constant(part) : literal(variable, depth + 1);
  }
}
