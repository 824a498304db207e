package dev.ephor.fix;

import dev.ephor.expression.cel.syntax.CelPart;
import dev.ephor.expression.cel.syntax.CelSyntax;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a CEL expression over an object could become true, part by part: of {@code a && b} both, of
 * {@code list.all(item, ...)} every item, of a comparison with a literal the place that is
 * compared.
 */
final class CelPlan {

  private static final int DEEPEST = 60;

  private final Value top;
  private final @Nullable Schema schema;
  private final CelPlaces places;

  /**
   * @param top the object
   * @param schema its type; null where it is not known
   * @param variables the expressions that others use as {@code variables.NAME}
   */
  CelPlan(Value top, @Nullable Schema schema, Map<String, String> variables) {
    this.top = top;
    this.schema = schema;
    this.places = new CelPlaces(top, variables);
  }

  /** How an expression could become true. */
  Plan of(String expression) {
    CelPart part = CelSyntax.parse(expression);
    places.collect(part, 0);
    return plan(part, Goal.truth(true), Map.of("object", Ref.at(ValuePath.TOP)), 0);
  }

  private Plan plan(CelPart part, Goal goal, Map<String, Ref> names, int depth) {
    Boolean truth = goal.truth();
    if (depth > DEEPEST) {
      return new Plan.Stuck("the expression nests too deep");
    } else if (part instanceof CelPart.Operation operation) {
      return operation(operation, goal, names, depth);
    } else if (part instanceof CelPart.Call call) {
      return call(call, goal, names, depth);
    }
    CelPart variable = places.variable(part);
    if (variable != null) {
      return plan(variable, goal, names, depth + 1);
    }
    if (part instanceof CelPart.Constant constant) {
      boolean met = truth != null && constant.content().equals(String.valueOf(truth));
      return met
          ? Plan.done()
          : new Plan.Stuck("the policy denies whatever it matches, or this part of it does");
    }
    return goal.at(places.ref(part, names, depth + 1), places.constants, top, schema);
  }

  private Plan operation(
      CelPart.Operation operation, Goal goal, Map<String, Ref> names, int depth) {
    List<CelPart> operands = operation.operands();
    Boolean truth = goal.truth();
    switch (operation.operator()) {
      case "&&", "||" -> {
        if (truth == null) {
          break;
        }
        boolean all = truth == operation.operator().equals("&&");
        boolean other = !all && !operands.stream().allMatch(CelPlan::isAboutPresence);
        List<Plan> plans = new ArrayList<>();
        for (CelPart operand : operands) {
          Plan plan = plan(operand, goal, names, depth + 1);
          // To take something out is seldom meant where a value would do.
          boolean last = other && isAboutPresence(operand);
          plans.add(last ? new Plan.Guess(plan, ScalarCandidates.GUESS) : plan);
        }
        return all ? new Plan.All(plans) : new Plan.Any(plans);
      }
      case "!" -> {
        if (truth != null) {
          return plan(operands.get(0), Goal.truth(!truth), names, depth + 1);
        }
      }
      case "?:" -> {
        return new Plan.Any(
            List.of(
                plan(operands.get(1), goal, names, depth + 1),
                plan(operands.get(2), goal, names, depth + 1)));
      }
      case "==", "!=", "<", "<=", ">", ">=", "in" -> {
        if (truth != null) {
          return comparison(operation, truth, names, depth);
        }
      }
      default -> {}
    }
    return goal.at(places.ref(operation, names, depth + 1), places.constants, top, schema);
  }

  private static boolean isAboutPresence(CelPart part) {
    if (part instanceof CelPart.Operation operation) {
      boolean logical = Set.of("!", "||", "&&").contains(operation.operator());
      return logical && operation.operands().stream().allMatch(CelPlan::isAboutPresence);
    }
    return part instanceof CelPart.Call call && Set.of("has", "hasValue").contains(call.name());
  }

  private Plan comparison(
      CelPart.Operation operation, boolean wanted, Map<String, Ref> names, int depth) {
    CelPart left = operation.operands().get(0);
    CelPart right = operation.operands().get(1);
    String operator = operation.operator();
    Value leftValue = places.value(left, names, depth);
    Value rightValue = places.value(right, names, depth);
    if (operator.equals("in") && places.constant(right) == null && !isList(right)) {
      return membership(left, right, wanted, names, depth);
    }
    if (places.constant(left) != null && !operator.equals("in")) {
      return plan(
          right, Goal.compared(JmesPlan.mirrored(operator), leftValue, wanted), names, depth + 1);
    }
    Goal goal = Goal.compared(operator, rightValue, wanted);
    Plan plan = plan(left, goal, names, depth + 1);
    if (places.constant(right) != null || isList(right)) {
      return plan;
    }
    Goal mirrored = Goal.compared(JmesPlan.mirrored(operator), leftValue, wanted);
    return new Plan.Any(List.of(plan, plan(right, mirrored, names, depth + 1)));
  }

  /** {@code key in map}, or {@code item in list}. */
  private Plan membership(
      CelPart left, CelPart right, boolean wanted, Map<String, Ref> names, int depth) {
    Value key = places.constant(left);
    Ref holder = places.ref(right, names, depth + 1);
    if (key == null || holder.isNone()) {
      return plan(left, new Goal(List.of(), List.of(), !wanted), names, depth + 1);
    }
    List<Plan> ways = new ArrayList<>();
    if (key.asString() != null) {
      Ref entry = holder.under(key.asString());
      ways.add(wanted ? present(entry) : Plan.removal(entry.paths(), top, 0, false));
    }
    List<Change> changes = new ArrayList<>();
    if (wanted) {
      holder.paths().forEach(path -> changes.add(new Change.Append(path, key)));
    } else {
      for (ValuePath item : holder.elements(top).paths()) {
        if (key.equals(item.in(top))) {
          Value other = Values.placeholder(item.in(schema), item.lastKey());
          changes.add(new Change.Put(item, other));
        }
      }
    }
    if (!changes.isEmpty()) {
      ways.add(new Plan.Step(changes, wanted ? 1 : ScalarCandidates.GUESS, !wanted));
    }
    return new Plan.Any(ways);
  }

  private static boolean isList(CelPart part) {
    return part instanceof CelPart.Listed;
  }

  /** Something stands there. */
  private Plan present(Ref ref) {
    List<Change> changes = new ArrayList<>();
    boolean map = true;
    for (ValuePath path : ref.paths()) {
      if (path.in(top) == null) {
        Value value = Values.placeholder(path.in(schema), path.lastKey());
        map &= value instanceof MapValue;
        changes.add(new Change.Put(path, value));
      }
    }
    // A map is mostly made for what is put into it, and then no guess.
    return changes.isEmpty()
        ? Plan.done()
        : new Plan.Step(changes, map ? 1 : ScalarCandidates.GUESS, true);
  }

  private Plan call(CelPart.Call call, Goal goal, Map<String, Ref> names, int depth) {
    Boolean truth = goal.truth();
    List<CelPart> arguments = call.arguments();
    CelPart target = call.target();
    if (target == null) {
      return function(call, goal, names, depth);
    }
    switch (call.name()) {
      case "all", "exists", "exists_one" -> {
        if (truth != null && arguments.size() >= 2) {
          return loop(call, target, truth, names, depth);
        }
      }
      case "hasValue" -> {
        if (truth != null) {
          return has(places.ref(target, names, depth + 1), truth);
        }
      }
      case "orValue", "value", "lowerAscii", "upperAscii", "trim" -> {
        return plan(target, goal, names, depth + 1);
      }
      case "size" -> {
        return counted(target, names, depth);
      }
      case "startsWith", "endsWith", "contains" -> {
        Value text = arguments.isEmpty() ? null : places.constant(arguments.get(0));
        if (truth != null && text != null && text.asString() != null) {
          return text(call.name(), target, text.asString(), truth, names, depth);
        }
      }
      case "isLessThan", "isGreaterThan" -> {
        Value other = arguments.isEmpty() ? null : places.value(arguments.get(0), names, depth);
        if (truth != null) {
          String operator = call.name().equals("isLessThan") ? "<" : ">";
          return plan(target, Goal.compared(operator, other, truth), names, depth + 1);
        }
      }
      case "matches" -> {
        Value regex = arguments.isEmpty() ? null : places.constant(arguments.get(0));
        if (truth != null && truth && regex != null && regex.asString() != null) {
          Goal texts = new Goal(Regexes.texts(regex.asString()), List.of(), false);
          Plan plan = plan(target, texts, names, depth + 1);
          return Regexes.isWords(regex.asString())
              ? plan
              : new Plan.Guess(plan, ScalarCandidates.GUESS);
        }
      }
      default -> {}
    }
    Goal loose = new Goal(List.of(), List.of(), goal.absent());
    return loose.at(places.ref(call, names, depth + 1), places.constants, top, schema);
  }

  private Plan function(CelPart.Call call, Goal goal, Map<String, Ref> names, int depth) {
    Boolean truth = goal.truth();
    if (call.arguments().isEmpty()) {
      return new Plan.Any(List.of());
    }
    CelPart first = call.arguments().get(0);
    return switch (call.name()) {
      case "has" ->
          truth == null ? new Plan.Any(List.of()) : has(places.ref(first, names, depth), truth);
      case "size" -> counted(first, names, depth);
      case "string", "int", "double", "dyn", "quantity", "duration", "bool" ->
          plan(first, goal, names, depth + 1);
      default ->
          new Goal(List.of(), List.of(), goal.absent())
              .at(places.ref(call, names, depth + 1), places.constants, top, schema);
    };
  }

  private Plan has(Ref ref, boolean wanted) {
    if (ref.isNone()) {
      return new Plan.Stuck("what must be there is no part of the manifest");
    }
    return wanted ? present(ref) : Plan.removal(ref.paths(), top, 0, false);
  }

  private Plan text(
      String name, CelPart target, String text, boolean wanted, Map<String, Ref> names, int depth) {
    String pattern =
        switch (name) {
          case "startsWith" -> text + "*";
          case "endsWith" -> "*" + text;
          default -> "*" + text + "*";
        };
    if (wanted) {
      return plan(target, Goal.oneOf(List.of(Scalar.of(pattern))), names, depth + 1);
    }
    List<Change> changes = new ArrayList<>();
    Ref ref = places.ref(target, names, depth + 1);
    if (ref.as() == Ref.As.KEY) {
      List<ValuePath> paths =
          ref.paths().stream().filter(path -> Wildcard.matches(pattern, path.lastKey())).toList();
      return Plan.removal(paths, top, 0, false);
    }
    for (ValuePath path : ref.paths()) {
      Value there = path.in(top);
      String written = there == null ? null : there.asString();
      for (String other : Wildcards.avoiding(pattern, written)) {
        changes.add(new Change.Put(path, Scalar.of(other)));
        break;
      }
    }
    return changes.isEmpty()
        ? new Plan.Stuck("no text is known that would do")
        : new Plan.Step(changes, ScalarCandidates.GUESS, true);
  }

  /** All items together where all must be so, each by itself where one is enough. */
  private Plan loop(
      CelPart.Call call, CelPart target, boolean wanted, Map<String, Ref> names, int depth) {
    Ref lists = places.ref(target, names, depth + 1);
    Ref items = places.items(call, lists);
    CelPart body = call.arguments().get(call.arguments().size() - 1);
    boolean all = call.name().equals("all") == wanted;
    Value literal = places.literal(target, 0);
    if (literal instanceof ListValue values
        && call.arguments().get(0) instanceof CelPart.Name item) {
      return literals(values, item.name(), body, wanted, all, names, depth);
    }
    if (all) {
      return items.isNone()
          ? new Plan.Stuck("the list that is asked for is empty, or no part of the manifest")
          : plan(body, Goal.truth(wanted), CelPlaces.bound(call, items, names), depth + 1);
    }
    List<Plan> ways = new ArrayList<>();
    for (ValuePath item : items.paths()) {
      Ref one = new Ref(List.of(item), items.as());
      ways.add(plan(body, Goal.truth(wanted), CelPlaces.bound(call, one, names), depth + 1));
    }
    if (wanted && lists.as() == Ref.As.VALUE) {
      ways.add(appended(call, body, lists));
    }
    return ways.isEmpty()
        ? new Plan.Stuck("the list that is asked for is empty, or no part of the manifest")
        : new Plan.Any(ways);
  }

  /** The same for each of some literals: all of them together, or one of them. */
  private Plan literals(
      ListValue values,
      String name,
      CelPart body,
      boolean wanted,
      boolean all,
      Map<String, Ref> names,
      int depth) {
    List<Plan> each = new ArrayList<>();
    Value outer = places.literals.get(name);
    for (Value value : values.values()) {
      places.literals.put(name, value);
      each.add(plan(body, Goal.truth(wanted), names, depth + 1));
    }
    if (outer == null) {
      places.literals.remove(name);
    } else {
      places.literals.put(name, outer);
    }
    return all ? new Plan.All(each) : new Plan.Any(each);
  }

  /** A new item for which the body of a loop may be true, at the end of each list. */
  private Plan appended(CelPart.Call call, CelPart body, Ref lists) {
    if (!(call.arguments().get(0) instanceof CelPart.Name name)) {
      return new Plan.Any(List.of());
    }
    List<Change> demands = new ArrayList<>();
    demands(body, name.name(), demands, 0);
    List<Change> changes = new ArrayList<>();
    boolean guessed = false;
    for (ValuePath list : demands.isEmpty() ? List.<ValuePath>of() : lists.paths()) {
      Schema type = list.in(schema);
      Value base = Values.placeholder(type == null ? null : type.item(), list.lastKey());
      Value item = base instanceof MapValue map ? map : Values.map();
      for (Change demand : demands) {
        Change.Put put = (Change.Put) demand;
        if (put.path().steps().isEmpty()) {
          item = put.value();
        } else if (item instanceof MapValue map) {
          MapValue next = Change.apply(map, List.of(put));
          item = next == null ? item : next;
        }
      }
      guessed |= item instanceof MapValue && base instanceof MapValue map && !map.isEmpty();
      changes.add(new Change.Append(list, item));
    }
    return changes.isEmpty()
        ? new Plan.Any(List.of())
        : new Plan.Step(changes, guessed ? ScalarCandidates.GUESS : 1, guessed);
  }

  /** What the body of a loop asks of its item to equal. */
  private void demands(CelPart body, String item, List<Change> found, int depth) {
    if (!(body instanceof CelPart.Operation operation) || depth > DEEPEST) {
      return;
    }
    List<CelPart> operands = operation.operands();
    switch (operation.operator()) {
      case "&&" -> operands.forEach(operand -> demands(operand, item, found, depth + 1));
      case "||" -> demands(operands.get(0), item, found, depth + 1);
      case "==", "in" -> {
        Value value = places.literal(operands.get(1), 0);
        Value first = value instanceof ListValue list && !list.isEmpty() ? list.at(0) : value;
        Ref place = places.ref(operands.get(0), Map.of(item, Ref.at(ValuePath.TOP)), 0);
        if (first != null && place.paths().size() == 1) {
          found.add(new Change.Put(place.paths().get(0), first));
        }
      }
      default -> {}
    }
  }

  /** Fewer or more items count: by what a filter asks of them, or by what is put in or left out. */
  private Plan counted(CelPart list, Map<String, Ref> names, int depth) {
    CelPart inlined = places.variable(list);
    if (inlined != null) {
      return counted(inlined, names, depth + 1);
    }
    List<Plan> ways = new ArrayList<>();
    if (list instanceof CelPart.Call call
        && call.name().equals("filter")
        && call.target() != null
        && call.arguments().size() == 2) {
      Ref items = places.items(call, places.ref(call.target(), names, depth + 1));
      for (boolean wanted : List.of(false, true)) {
        ways.add(
            plan(
                call.arguments().get(1),
                Goal.truth(wanted),
                CelPlaces.bound(call, items, names),
                depth + 1));
      }
    }
    Ref ref = places.ref(list, names, depth + 1);
    if (!ref.isNone()) {
      List<Change> more = new ArrayList<>();
      for (ValuePath path : ref.as() == Ref.As.ITEMS ? List.<ValuePath>of() : ref.paths()) {
        Schema type = path.in(schema);
        Value there = path.in(top);
        if (type instanceof dev.ephor.schema.ListSchema || there instanceof ListValue) {
          Schema item = type == null ? null : type.item();
          more.add(new Change.Append(path, Values.placeholder(item, path.lastKey())));
        } else {
          more.add(new Change.Put(path, Values.placeholder(type, path.lastKey())));
        }
      }
      if (!more.isEmpty()) {
        ways.add(new Plan.Step(more, ScalarCandidates.GUESS, true));
      }
      ways.add(new Goal(List.of(), List.of(), true).at(ref, Set.of(), top, schema));
    }
    return new Plan.Any(ways);
  }
}
