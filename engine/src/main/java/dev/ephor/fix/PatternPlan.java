package dev.ephor.fix;

import dev.ephor.kubernetes.Wildcard;
import dev.ephor.rule.validate.Anchor;
import dev.ephor.rule.validate.CompiledPattern;
import dev.ephor.rule.validate.PatternResult;
import dev.ephor.rule.validate.ScalarPattern;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes an object as a pattern demands. Conditions of the pattern are never touched: where
 * they do not hold there is nothing to do, and making them not hold would escape the rule.
 */
final class PatternPlan {

  private static final int DEEPEST = 100;
  private static final int REMOVAL = 6;
  private static final int NEW_ITEM = 8;

  private final @Nullable Schema schema;

  private PatternPlan(@Nullable Schema schema) {
    this.schema = schema;
  }

  /**
   * The plan.
   *
   * @param pattern without variables
   * @param actual what it is held against; null for nothing
   * @param path where that stands
   * @param schema the type of the whole object; null where it is not known
   */
  static Plan of(Value pattern, @Nullable Value actual, ValuePath path, @Nullable Schema schema) {
    return new PatternPlan(schema).plan(pattern, actual, path, 0);
  }

  private Plan plan(Value pattern, @Nullable Value actual, ValuePath path, int depth) {
    if (depth > DEEPEST) {
      return new Plan.Stuck("the pattern nests too deep");
    } else if (pattern instanceof MapValue map) {
      if (actual == null || actual.isNull()) {
        // An empty map is enough for some patterns; where it is not needed, it is left out later.
        Plan empty = new Plan.Step(List.of(new Change.Put(path, Values.map())), 0, true);
        return new Plan.All(List.of(empty, map(map, Values.map(), path, depth)));
      }
      return actual instanceof MapValue present
          ? map(map, present, path, depth)
          : new Plan.Stuck(path + " must be a map, and holds something else");
    } else if (pattern instanceof ListValue list) {
      return list(list, actual, path, depth);
    }
    return scalar((Scalar) pattern, actual, path);
  }

  private Plan map(MapValue pattern, MapValue actual, ValuePath path, int depth) {
    List<Plan> plans = new ArrayList<>();
    for (String written : pattern.keys()) {
      Anchor anchor = Anchor.parse(written);
      if (anchor != null && isCondition(anchor) && !holds(pattern, written, anchor, actual)) {
        return Plan.done();
      }
    }
    for (int i = 0; i < pattern.size(); i++) {
      Anchor anchor = Anchor.parse(pattern.keyAt(i));
      String key = anchor == null ? pattern.keyAt(i) : anchor.key();
      if (anchor == null || !isCondition(anchor)) {
        plans.add(entry(anchor, pattern.valueAt(i), key, actual, path, depth));
      }
    }
    return new Plan.All(plans);
  }

  private static boolean isCondition(Anchor anchor) {
    return anchor.kind() == Anchor.Kind.CONDITION || anchor.kind() == Anchor.Kind.GLOBAL;
  }

  private static boolean holds(MapValue pattern, String written, Anchor anchor, MapValue actual) {
    Value wanted = pattern.child(written);
    Value value = actual.child(key(anchor.key(), actual));
    return value == null
        ? anchor.kind() == Anchor.Kind.GLOBAL
        : wanted == null || matches(wanted, value);
  }

  /** The key that a pattern's wildcard stands for, where the object has one. */
  private static String key(String written, MapValue actual) {
    if (Wildcards.isWild(written)) {
      for (String key : actual.keys()) {
        if (Wildcard.matches(written, key)) {
          return key;
        }
      }
    }
    return written;
  }

  private Plan entry(
      @Nullable Anchor anchor,
      Value wanted,
      String written,
      MapValue actual,
      ValuePath path,
      int depth) {
    String key = key(written, actual);
    Value value = actual.child(key);
    ValuePath below = path.under(key);
    if (anchor == null || anchor.kind() == Anchor.Kind.ADD_IF_ABSENT) {
      if (value == null && Wildcards.isWild(key)) {
        List<String> names = Wildcards.filled(key, null);
        return names.isEmpty()
            ? new Plan.Stuck("no field's name fits " + key)
            : new Plan.Guess(
                plan(wanted, null, path.under(names.get(0)), depth + 1), ScalarCandidates.GUESS);
      }
      return "*".equals(wanted.asString())
          ? present(value, below)
          : plan(wanted, value, below, depth + 1);
    }
    if (value == null) {
      return Plan.done();
    }
    return switch (anchor.kind()) {
      case NEGATION -> removal(value, below, 0);
      case EQUALITY -> equality(wanted, value, below, depth);
      case EXISTENCE -> existence(wanted, value, below, depth);
      default -> Plan.done();
    };
  }

  private Plan present(@Nullable Value value, ValuePath path) {
    return value != null && !value.isNull()
        ? Plan.done()
        : put(
            path,
            new Candidate(
                Values.placeholder(path.in(schema), path.lastKey()), ScalarCandidates.GUESS, true));
  }

  private static Plan removal(Value there, ValuePath path, int cost) {
    return Change.holdsObjects(there)
        ? new Plan.Stuck("the items of " + path + " would have to go")
        : new Plan.Step(List.of(new Change.Remove(path)), cost, false);
  }

  private Plan equality(Value wanted, Value value, ValuePath path, int depth) {
    Plan set = plan(wanted, value, path, depth + 1);
    List<Plan.Option> options = set.options();
    boolean inside = wanted instanceof MapValue && !options.isEmpty();
    if (inside || options.stream().anyMatch(option -> option.changes().isEmpty())) {
      return set;
    }
    return new Plan.Any(List.of(set, removal(value, path, REMOVAL)));
  }

  private Plan existence(Value wanted, Value value, ValuePath path, int depth) {
    if (!(wanted instanceof ListValue patterns) || !(value instanceof ListValue items)) {
      return new Plan.Stuck(path + " must be a list");
    }
    List<Plan> all = new ArrayList<>();
    for (Value item : patterns.values()) {
      if (items.values().stream().noneMatch(one -> matches(item, one))) {
        List<Plan> ways = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
          ways.add(plan(item, items.at(i), path.item(i), depth + 1));
        }
        ways.add(appended(item, path));
        all.add(new Plan.Any(ways));
      }
    }
    return new Plan.All(all);
  }

  private Plan appended(Value item, ValuePath path) {
    Candidate built = built(item, path.item(0), 0);
    return new Plan.Step(
        List.of(new Change.Append(path, built.value())), NEW_ITEM + built.cost(), built.guessed());
  }

  private Plan list(ListValue pattern, @Nullable Value actual, ValuePath path, int depth) {
    if (pattern.isEmpty()) {
      return new Plan.Stuck("the pattern's list is empty, which nothing fits");
    }
    Value first = pattern.at(0);
    if (actual == null || actual.isNull()) {
      return appended(first, path);
    } else if (!(actual instanceof ListValue items)) {
      return new Plan.Stuck(path + " must be a list, and holds something else");
    } else {
      List<Plan> plans = new ArrayList<>();
      int count =
          first instanceof ListValue ? Math.min(pattern.size(), items.size()) : items.size();
      for (int i = 0; i < count; i++) {
        Value wanted = first instanceof ListValue ? pattern.at(i) : first;
        plans.add(plan(wanted, items.at(i), path.item(i), depth + 1));
      }
      return new Plan.All(plans);
    }
  }

  private Plan scalar(Scalar pattern, @Nullable Value actual, ValuePath path) {
    ScalarPattern demand = ScalarPattern.of(pattern);
    if (demand.matchesEach(actual)) {
      return Plan.done();
    } else if (actual instanceof ListValue list) {
      List<Plan> each = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        each.add(scalar(pattern, list.at(i), path.item(i)));
      }
      return new Plan.All(each);
    } else if (actual instanceof MapValue) {
      return removal(actual, path, REMOVAL);
    }
    List<Plan> ways = new ArrayList<>();
    for (Candidate candidate :
        ScalarCandidates.of(pattern, actual, path.in(schema), path.lastKey())) {
      ways.add(put(path, candidate));
    }
    if (actual != null && demand.matches(null)) {
      ways.add(removal(actual, path, REMOVAL));
    }
    return ways.isEmpty()
        ? new Plan.Stuck("no value is known that fits " + shown(pattern) + " at " + path)
        : new Plan.Any(ways);
  }

  private static String shown(Scalar pattern) {
    return pattern.content() instanceof String text ? "\"" + text + "\"" : "" + pattern.content();
  }

  private static Plan put(ValuePath path, Candidate candidate) {
    return new Plan.Step(
        List.of(new Change.Put(path, candidate.value())), candidate.cost(), candidate.guessed());
  }

  /** An item that is as a pattern demands, with what its type requires besides. */
  private Candidate built(Value pattern, ValuePath path, int depth) {
    if (pattern instanceof MapValue map && depth < DEEPEST) {
      Value base = Values.placeholder(path.in(schema), path.lastKey());
      MapValue.Builder builder =
          base instanceof MapValue required
              ? required.toBuilder()
              : MapValue.builder(Source.NONE, 0);
      boolean guessed = base instanceof MapValue required && !required.isEmpty();
      int cost = 0;
      for (int i = 0; i < map.size(); i++) {
        Anchor anchor = Anchor.parse(map.keyAt(i));
        String key = anchor == null ? map.keyAt(i) : anchor.key();
        boolean wanted =
            anchor == null
                || anchor.kind() == Anchor.Kind.CONDITION
                || anchor.kind() == Anchor.Kind.EXISTENCE;
        if (wanted && !Wildcards.isWild(key)) {
          Candidate inner = built(map.valueAt(i), path.under(key), depth + 1);
          builder.put(key, inner.value());
          guessed |= inner.guessed();
          cost += inner.cost();
        }
      }
      return new Candidate(builder.build(), cost, guessed);
    } else if (pattern instanceof ListValue list) {
      List<Value> items = new ArrayList<>();
      boolean guessed = false;
      int cost = 0;
      for (Value item : list.values()) {
        Candidate inner = built(item, path.item(0), depth + 1);
        items.add(inner.value());
        guessed |= inner.guessed();
        cost += inner.cost();
      }
      return new Candidate(Values.list(items), cost, guessed);
    }
    List<Candidate> scalars =
        ScalarCandidates.of((Scalar) pattern, null, path.in(schema), path.lastKey());
    return scalars.isEmpty()
        ? new Candidate(Values.copy(pattern), ScalarCandidates.GUESS, true)
        : scalars.get(0);
  }

  private static boolean matches(Value pattern, Value value) {
    return pattern instanceof Scalar scalar
        ? ScalarPattern.of(scalar).matchesEach(value)
        : CompiledPattern.of(pattern).match(value) instanceof PatternResult.Pass;
  }
}
