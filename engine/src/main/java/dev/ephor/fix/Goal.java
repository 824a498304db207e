package dev.ephor.fix;

import dev.ephor.kubernetes.GoDuration;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the value of a part of an expression should become.
 *
 * @param values values that would do, the nearest first
 * @param not values that would not
 * @param absent whether it would do that nothing is there
 */
record Goal(List<Value> values, List<Value> not, boolean absent) {

  private static final int REMOVAL = 4;
  private static final int OTHER = 3;

  Goal {
    values = List.copyOf(values);
    not = List.copyOf(not);
  }

  /** One of these. */
  static Goal oneOf(List<Value> values) {
    return new Goal(values, List.of(), false);
  }

  /** Anything else. */
  static Goal noneOf(List<Value> values) {
    return new Goal(List.of(), values, true);
  }

  static Goal truth(boolean wanted) {
    return new Goal(List.of(Scalar.of(wanted)), List.of(Scalar.of(!wanted)), false);
  }

  /** Whether it should become true or false; null where it should become something else. */
  @Nullable Boolean truth() {
    if (values.size() == 1 && values.get(0) instanceof Scalar one) {
      return one.content() instanceof Boolean truth ? truth : null;
    }
    if (not.size() == 1 && values.isEmpty() && not.get(0) instanceof Scalar one) {
      return one.content() instanceof Boolean truth ? (Boolean) !truth : null;
    }
    return null;
  }

  /**
   * What a comparison asks of its left side.
   *
   * @param operator {@code ==}, {@code !=}, {@code <}, {@code <=}, {@code >}, {@code >=} or {@code
   *     in}
   * @param other the right side; null where it is not known
   * @param wanted whether the comparison should hold
   */
  static Goal compared(String operator, @Nullable Value other, boolean wanted) {
    if (other == null) {
      return new Goal(List.of(), List.of(), true);
    }
    String effective = wanted ? operator : opposite(operator);
    return switch (effective) {
      case "==" -> oneOf(List.of(other));
      case "!=" -> noneOf(List.of(other));
      case "in" -> oneOf(items(other));
      case "not in" -> noneOf(items(other));
      case ">=", "<=" -> oneOf(List.of(other));
      case ">" -> oneOf(beside(other, 1));
      default -> oneOf(beside(other, -1));
    };
  }

  private static String opposite(String operator) {
    return switch (operator) {
      case "==" -> "!=";
      case "!=" -> "==";
      case "<" -> ">=";
      case "<=" -> ">";
      case ">" -> "<=";
      case ">=" -> "<";
      default -> operator.equals("in") ? "not in" : "in";
    };
  }

  private static List<Value> items(Value value) {
    return value instanceof ListValue list ? list.values() : List.of(value);
  }

  /** What is a little more, or less. */
  static List<Value> beside(Value value, int step) {
    Object content = value instanceof Scalar scalar ? scalar.content() : null;
    if (content instanceof Long number) {
      return List.of(Scalar.of(number + step));
    } else if (content instanceof Double number) {
      return List.of(Scalar.of(number + step));
    } else if (content instanceof String text) {
      List<Value> texts = new ArrayList<>();
      if (GoDuration.parse(text) != null || !ScalarCandidates.beside(text, step).isEmpty()) {
        ScalarCandidates.beside(text, step).forEach(one -> texts.add(Scalar.of(one)));
      }
      return texts;
    }
    return List.of();
  }

  /**
   * How the places that are spoken of could come to this, the same way for all of them.
   *
   * @param more values that the expression names besides
   * @param schema the type of the whole object
   */
  Plan at(Ref ref, Set<Value> more, Value top, @Nullable Schema schema) {
    List<Plan> ways = new ArrayList<>();
    if (ref.isNone()) {
      return new Plan.Stuck("what the condition looks at is no part of the manifest");
    }
    if (ref.as() == Ref.As.KEYS) {
      return keys(ref, top);
    } else if (ref.as() == Ref.As.KEY) {
      return Plan.removal(ref.paths(), top, REMOVAL, false);
    }
    ValuePath first = ref.paths().get(0);
    Schema type = first.in(schema);
    int cost = 0;
    Set<Value> tried = new LinkedHashSet<>();
    for (Value value : values) {
      ways.add(each(ref, value, cost++, top, schema, isItem(first), tried));
      if (isWild(value)) {
        ways.add(filled(ref, Objects.requireNonNull(value.asString()), cost, top, schema));
      }
    }
    if (absent) {
      ways.add(removed(ref, top, schema));
    }
    for (Value value : Values.listed(type)) {
      ways.add(each(ref, value, OTHER + cost++, top, schema, false, tried));
    }
    for (Value value : not) {
      for (int step : List.of(1, -1)) {
        for (Value beside : beside(value, step)) {
          ways.add(each(ref, beside, OTHER + cost++, top, schema, false, tried));
        }
      }
    }
    for (Value value : Values.usual(type)) {
      ways.add(each(ref, value, ScalarCandidates.GUESS + cost++, top, schema, true, tried));
    }
    for (Value value : more) {
      boolean name = first.lastKey().equals(value.asString());
      if (value instanceof Scalar && !isPattern(value) && !name) {
        ways.add(
            each(ref, value, ScalarCandidates.GUESS + OTHER + cost++, top, schema, true, tried));
      }
    }
    if (!values.isEmpty() && values.stream().allMatch(Goal::isAmount)) {
      return new Plan.Any(ways);
    }
    Value placeholder = Values.placeholder(type, first.lastKey());
    ways.add(each(ref, placeholder, ScalarCandidates.GUESS, top, schema, true, tried));
    return new Plan.Any(ways);
  }

  /** Nothing instead of something: what else could stand there, only the author knows. */
  private static Plan removed(Ref ref, Value top, @Nullable Schema schema) {
    boolean free = false;
    for (ValuePath path : ref.paths()) {
      Value there = path.in(top);
      free |= there != null && Values.isFree(there, path.in(schema));
    }
    return Plan.removal(ref.paths(), top, free ? ScalarCandidates.GUESS : REMOVAL, free);
  }

  /** The keys that do not belong there go. */
  private Plan keys(Ref ref, Value top) {
    List<ValuePath> gone = new ArrayList<>();
    for (ValuePath path : ref.paths()) {
      MapValue map = path.in(top) instanceof MapValue present ? present : Values.map();
      for (String key : map.keys()) {
        boolean wrong = values.isEmpty() ? not.isEmpty() || fits(not, key) : !fits(values, key);
        if (wrong) {
          gone.add(path.under(key));
        }
      }
    }
    return Plan.removal(gone, top, REMOVAL, false);
  }

  private static boolean fits(List<Value> texts, String key) {
    return texts.stream()
        .map(Value::asString)
        .anyMatch(text -> text != null && Wildcard.matches(text, key));
  }

  private static boolean isItem(ValuePath path) {
    return !path.steps().isEmpty() && path.steps().get(path.steps().size() - 1) instanceof Integer;
  }

  private static boolean isWild(Value value) {
    String text = value.asString();
    return text != null && Wildcards.isWild(text);
  }

  /** Whether a text is there to be matched with, and not to stand anywhere. */
  private static boolean isPattern(Value value) {
    String text = value.asString();
    return text != null && text.chars().anyMatch(c -> "*?\\^$|()[]{}".indexOf(c) >= 0);
  }

  private static boolean isAmount(Value value) {
    return value instanceof Scalar scalar && !(scalar.content() instanceof String);
  }

  private Plan each(
      Ref ref,
      Value value,
      int cost,
      Value top,
      @Nullable Schema schema,
      boolean guessed,
      Set<Value> tried) {
    if (isWild(value)) {
      return new Plan.Any(List.of());
    }
    List<Change> changes = new ArrayList<>();
    for (ValuePath path : ref.paths()) {
      Value there = path.in(top);
      if (!value.equals(there)) {
        List<Value> typed = typed(value, path.in(schema));
        if (typed.isEmpty() || (not.contains(typed.get(0)) && !values.contains(typed.get(0)))) {
          return new Plan.Any(List.of());
        }
        changes.add(new Change.Put(path, typed.get(0)));
      }
    }
    boolean fresh = tried.add(value) && !changes.isEmpty();
    return fresh ? new Plan.Step(changes, cost, guessed) : new Plan.Any(List.of());
  }

  private static List<Value> typed(Value value, @Nullable Schema schema) {
    return value instanceof Scalar scalar
        ? Values.typed(scalar.content(), schema)
        : List.of(Values.copy(value));
  }

  /** Texts that fit a wildcard, for each place another. */
  private static Plan filled(
      Ref ref, String wildcard, int cost, Value top, @Nullable Schema schema) {
    List<Plan> ways = new ArrayList<>();
    for (int way = 0; way < 3; way++) {
      List<Change> changes = new ArrayList<>();
      for (ValuePath path : ref.paths()) {
        Value there = path.in(top);
        List<String> texts = Wildcards.filled(wildcard, there == null ? null : there.asString());
        if (way < texts.size()) {
          Values.typed(texts.get(way), path.in(schema)).stream()
              .limit(1)
              .forEach(value -> changes.add(new Change.Put(path, value)));
        }
      }
      if (!changes.isEmpty()) {
        ways.add(new Plan.Step(changes, ScalarCandidates.GUESS + cost + way, true));
      }
    }
    return new Plan.Any(ways);
  }

  /** The comparison that a condition's operator makes; empty for one that is not known. */
  static String operator(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "equal", "equals" -> "==";
      case "notequal", "notequals" -> "!=";
      case "in", "anyin", "allin" -> "in";
      case "notin", "anynotin", "allnotin" -> "not in";
      case "greaterthan", "durationgreaterthan" -> ">";
      case "greaterthanorequals", "durationgreaterthanorequals" -> ">=";
      case "lessthan", "durationlessthan" -> "<";
      case "lessthanorequals", "durationlessthanorequals" -> "<=";
      default -> "";
    };
  }
}
