package dev.ephor.testing.nearmiss;

import dev.ephor.expression.cel.syntax.CelPart;
import dev.ephor.expression.cel.syntax.CelSyntax;
import dev.ephor.rule.probe.Probe;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The places of the object that expressions in CEL look at, with the names of loops and of declared
 * variables followed, and the constants that stand in them.
 */
final class CelPlaces {

  private final Map<String, List<String>> names = new HashMap<>();
  private final Map<String, List<String>> variables = new HashMap<>();
  private final Set<List<String>> paths = new LinkedHashSet<>();
  private final Set<Value> constants = new LinkedHashSet<>();

  private CelPlaces() {
    names.put("object", List.of());
  }

  /**
   * Probes for every place, each with every constant and what lies just beside it.
   *
   * @param clause a rule, or the whole of a policy that is written in CEL
   */
  static List<Probe> of(MapValue clause) {
    CelPlaces places = new CelPlaces();
    places.look(clause);
    List<Value> values = new ArrayList<>();
    for (Value constant : places.constants) {
      beside(constant, values);
    }
    for (Object usual : new Object[] {true, false, 0L, 1L, "other", ""}) {
      values.add(Scalar.of(usual));
    }
    List<Value> empty = new ArrayList<>(values);
    empty.add(ListValue.of(List.of(), Source.NONE, 0));
    empty.add(MapValue.empty(Source.NONE, 0));
    return places.paths.stream()
        .filter(path -> !path.isEmpty())
        .map(path -> new Probe(path, empty))
        .toList();
  }

  private static void beside(Value constant, List<Value> values) {
    Object content = constant instanceof Scalar scalar ? scalar.content() : null;
    if (content instanceof String end
        && !end.isEmpty()
        && !Character.isLetterOrDigit(end.charAt(0))) {
      values.add(Scalar.of("x" + end)); // the end of a text rather than a whole one
    }
    values.add(constant);
    values.add(ListValue.of(List.of(constant), Source.NONE, 0));
    if (content instanceof Long number) {
      values.add(Scalar.of(number + 1));
      values.add(Scalar.of(number - 1));
    } else if (content instanceof String text) {
      values.add(Scalar.of(text + "x"));
      values.add(Scalar.of("x" + text));
    }
  }

  private void look(Value value) {
    if (value instanceof MapValue map) {
      String expression = map.string("expression");
      if (expression != null) {
        List<String> path = walk(CelSyntax.parse(expression));
        String name = map.string("name");
        if (name != null && path != null) {
          variables.put(name, path);
        }
      }
      // Variables first: what they stand for is used below.
      Value declared = map.child("variables");
      if (declared != null) {
        look(declared);
      }
      for (String key : map.keys()) {
        Value child = map.child(key);
        if (child != null && !key.equals("variables") && !key.equals("auditAnnotations")) {
          look(child);
        }
      }
    } else if (value instanceof ListValue list) {
      list.values().forEach(this::look);
    }
  }

  /** Looks at a part and what is below it; gives the path that it is, null for something else. */
  private @Nullable List<String> walk(CelPart part) {
    List<String> path = path(part);
    if (path != null) {
      paths.add(path);
    }
    return path;
  }

  private @Nullable List<String> path(CelPart part) {
    if (part instanceof CelPart.Name name) {
      return names.get(name.name());
    } else if (part instanceof CelPart.Member member) {
      if (member.target() instanceof CelPart.Name name && name.name().equals("variables")) {
        return variables.get(member.name());
      }
      List<String> target = path(member.target());
      return target == null ? null : below(target, member.name());
    } else if (part instanceof CelPart.Item item) {
      return item(item);
    } else if (part instanceof CelPart.Call call) {
      return call(call);
    } else if (part instanceof CelPart.Constant constant) {
      constant(constant);
      return null;
    } else if (part instanceof CelPart.Operation operation
        && operation.operator().equals("in")
        && operation.operands().size() == 2
        && operation.operands().get(0) instanceof CelPart.Constant key
        && key.type().equals("string")) {
      List<String> map = walk(operation.operands().get(1));
      if (map != null) {
        paths.add(below(map, key.content()));
      }
      return null;
    }
    part.children().forEach(this::walk);
    return null;
  }

  private @Nullable List<String> item(CelPart.Item item) {
    List<String> target = path(item.target());
    if (target == null) {
      walk(item.key());
      return null;
    }
    boolean text = item.key() instanceof CelPart.Constant key && key.type().equals("string");
    return text
        ? below(target, ((CelPart.Constant) item.key()).content())
        : below(target, Probe.ITEM);
  }

  private @Nullable List<String> call(CelPart.Call call) {
    CelPart target = call.target();
    if (target == null) {
      call.arguments().forEach(this::walk);
      return null;
    }
    List<String> path = walk(target);
    boolean loops =
        Set.of("all", "exists", "exists_one", "filter", "map").contains(call.name())
            && call.arguments().size() > 1
            && call.arguments().get(0) instanceof CelPart.Name;
    if (!loops) {
      call.arguments().forEach(this::walk);
      return Set.of("orValue", "lowerAscii").contains(call.name()) ? path : null;
    }
    String name = ((CelPart.Name) call.arguments().get(0)).name();
    List<String> hidden = names.get(name);
    if (path != null) {
      names.put(name, below(path, Probe.ITEM));
    }
    List<String> last = null;
    for (CelPart argument : call.arguments().subList(1, call.arguments().size())) {
      last = walk(argument);
    }
    names.remove(name);
    if (hidden != null) {
      names.put(name, hidden);
    }
    return call.name().equals("filter") ? path : call.name().equals("map") ? last : null;
  }

  private void constant(CelPart.Constant constant) {
    switch (constant.type()) {
      case "string" -> constants.add(Scalar.of(constant.content()));
      case "int" -> {
        if (constant.content().matches("[0-9]{1,17}")) {
          constants.add(Scalar.of(Long.parseLong(constant.content())));
        }
      }
      case "bool" -> constants.add(Scalar.of(constant.content().equals("true")));
      default -> {
        // No rule of ours tells its neighbours apart.
      }
    }
  }

  private static List<String> below(List<String> path, String step) {
    boolean twice =
        step.equals(Probe.ITEM) && !path.isEmpty() && path.get(path.size() - 1).equals(Probe.ITEM);
    List<String> longer = new ArrayList<>(path);
    if (!twice) {
      longer.add(step);
    }
    return longer;
  }
}
